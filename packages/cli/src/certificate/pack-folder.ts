import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { BaseplateError } from '@baseplate-epr/contracts';

const run = promisify(execFile);

/** A package as it would be published. */
export interface PackedFolder {
  /** The tarball, beside the package.json. */
  readonly tarball: string;
  /** The package's `overrides`, their paths absolute, so that the tarball installs elsewhere as it does here. */
  readonly overrides: Readonly<Record<string, unknown>>;
}

/**
 * Packs the package in a folder with npm, which builds it first if its `prepack` says so.
 *
 * @throws BaseplateError `input-invalid` if there is none, or npm cannot pack it; with npm's words
 */
export async function packFolder(folder: string): Promise<PackedFolder> {
  const overrides = await overridesIn(folder);
  try {
    const words = ['pack', '--json', '--foreground-scripts=false'];
    const { stdout } = await run('npm', words, { cwd: folder, shell: process.platform === 'win32' });
    const [packed] = JSON.parse(stdout) as readonly { readonly filename: string }[];
    if (packed === undefined) throw new Error('npm packed nothing.');
    return { tarball: join(folder, packed.filename), overrides };
  } catch (cause) {
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim() : '';
    throw new BaseplateError({
      code: 'input-invalid',
      message: `npm cannot pack ${folder}. Put right what it says, and try again:\n${words}`,
      cause,
    });
  }
}

async function overridesIn(folder: string): Promise<PackedFolder['overrides']> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch((cause) => {
    throw new BaseplateError({
      code: 'input-invalid',
      message: `There is no package.json in ${folder}. Name the folder of a package.`,
      cause,
    });
  });
  const { overrides = {} } = JSON.parse(text) as { readonly overrides?: Readonly<Record<string, unknown>> };
  return Object.fromEntries(Object.entries(overrides).map(([name, value]) => [name, absolute(value, folder)]));
}

function absolute(value: unknown, folder: string): unknown {
  return typeof value === 'string' && value.startsWith('file:') ? `file:${resolve(folder, value.slice(5))}` : value;
}
