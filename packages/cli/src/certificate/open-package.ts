import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BaseplateError } from '@baseplate-epr/contracts';

const run = promisify(execFile);

/** A package in a folder, with what it depends on where Node.js finds it. */
export interface OpenPackage {
  readonly folder: string;
  /** Removes what was made for it. */
  close(): Promise<void>;
}

/**
 * Opens a package for trying or comparing: a folder as it is, or a tarball, which is installed into a temporary folder by npm.
 *
 * @param overrides - where npm takes dependencies from that no registry has, as `overrides` of a package.json
 * @throws BaseplateError `input-invalid` if there is no package, or it cannot be installed
 */
export async function openPackage(
  path: string,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<OpenPackage> {
  const about = await stat(path).catch((cause) => {
    throw new BaseplateError({ code: 'input-invalid', message: `${path} is not there. Check the path.`, cause });
  });
  if (about.isDirectory()) return { folder: resolve(path), close: async () => undefined };
  const project = await mkdtemp(join(tmpdir(), 'baseplate-package-'));
  const close = () => rm(project, { recursive: true, force: true });
  try {
    return { folder: await install(resolve(path), project, overrides), close };
  } catch (cause) {
    await close();
    throw new BaseplateError({
      code: 'input-invalid',
      message: `npm cannot install ${path} into an empty folder. Give a tarball that npm pack made; or install it yourself, and give its folder in node_modules.`,
      cause,
    });
  }
}

async function install(
  tarball: string,
  project: string,
  overrides: Readonly<Record<string, unknown>>,
): Promise<string> {
  await writeFile(join(project, 'package.json'), JSON.stringify({ private: true, overrides }));
  const quiet = ['--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  await run('npm', ['install', ...quiet, tarball], { cwd: project, shell: process.platform === 'win32' });
  const { dependencies = {} } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const [name] = Object.keys(dependencies);
  if (name === undefined) throw new Error(`npm installed nothing; ${(await readdir(project)).length} entries`);
  return join(project, 'node_modules', name);
}
