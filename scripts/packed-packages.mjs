// The packages that are published, and how they are packed: as `npm publish` would send them, by pnpm, which rewrites what npm leaves.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Folders of the published packages, relative to the root. A private package is for this repository's own tests. */
export function publishedFolders() {
  return ['packages', 'packages/data', 'packages/hosting', 'packages/services', 'packages/connectors']
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .filter((folder) => !readManifest(folder).private);
}

/** Packs one package. Says the tarball's path, or what went wrong. */
export function pack(folder, destination) {
  const before = new Set(readdirSync(destination));
  const result = spawnSync('pnpm', ['pack', '--pack-destination', destination], {
    cwd: resolve(folder),
    encoding: 'utf8',
  });
  const tarball = readdirSync(destination).find((name) => !before.has(name));
  if (result.status !== 0 || tarball === undefined)
    return { problem: `${folder}: cannot be packed.\n${result.stdout}${result.stderr}` };
  return { tarball: join(destination, tarball) };
}

/** The package.json in a folder. */
export function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
