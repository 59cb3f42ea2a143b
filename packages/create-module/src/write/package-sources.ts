import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Refusal } from '../refusal.ts';

/** Where the dependencies of a module come from. */
export interface PackageSources {
  /** What to write for a dependency. */
  rangeOf(name: string): string;
  /** What makes npm take dependencies of dependencies from there too. */
  readonly overrides?: Readonly<Record<string, string>>;
}

const ours = '@baseplate-epr/';
const root = new URL('../../', import.meta.url);

/**
 * From the registry, in the versions that this package was published with; or, where a folder of tarballs is given, our own packages from there.
 *
 * @throws Refusal if the folder has no such tarballs, or this package was not published and no folder is given
 */
export async function packageSources(target: string, tarballs: string | undefined): Promise<PackageSources> {
  const { devDependencies } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const local = tarballs === undefined ? new Map<string, string>() : await tarballsIn(tarballs, target);
  const versions = new Map<string, string>();
  for (const [name, range] of Object.entries(devDependencies)) {
    versions.set(name, range === 'catalog:' ? await installedVersion(name) : range);
  }
  return {
    rangeOf(name) {
      const range = local.get(name) ?? versions.get(name);
      if (range === undefined) throw new Error(`The template wants ${name}, of which no version is known here.`);
      if (range.startsWith('workspace:')) {
        throw new Refusal(
          `${name} is on no registry yet. In the workspace use npm run create-module, which packs it; or give a folder of tarballs with --packages.`,
        );
      }
      return /^\d/.test(range) ? `^${range}` : range;
    },
    ...(local.size === 0 ? {} : { overrides: Object.fromEntries(local) }),
  };
}

/** Our packages in a folder, by name, as npm pack names their tarballs; their places as seen from the module. */
async function tarballsIn(folder: string, target: string): Promise<Map<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const found = names.flatMap((file): [string, string][] => {
    const [, name] = /^baseplate-epr-(.+?)-\d+\.\d+\.\d+.*\.tgz$/.exec(file) ?? [];
    const place = relative(resolve(target), resolve(join(folder, file))).replaceAll('\\', '/');
    return name === undefined ? [] : [[`${ours}${name}`, `file:${place}`]];
  });
  if (found.length > 0) return new Map(found);
  throw new Refusal(
    `There are no tarballs of ${ours} packages in ${folder}. Make them with pnpm pack, or leave out --packages.`,
  );
}

async function installedVersion(name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL(`node_modules/${name}/package.json`, root), 'utf8')) as {
    readonly version: string;
  };
  return version;
}
