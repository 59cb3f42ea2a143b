// The packages that are published, and how they are packed: as `npm publish` would send them, by pnpm, which rewrites what npm leaves.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Folders of the published packages, relative to the root. A private package is for this repository's own tests. */
export function publishedFolders() {
  return ['packages', 'packages/data', 'packages/hosting', 'packages/services', 'packages/connectors']
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .filter((folder) => !readManifest(folder).private);
}

const cache = join(dirname(import.meta.dirname), 'node_modules', '.cache', 'baseplate', 'packages');

/**
 * Packs every published package, a few at a time. The packages have been built before. What was packed of the same files stays where it is, and is not
 * packed again: modules that were started from it go on finding it, and several may be started at once.
 *
 * @returns the folder, and the tarballs by the package's folder
 */
export async function packAll() {
  const folders = publishedFolders();
  const folder = join(cache, stampOf(folders));
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    const beside = mkdtempSync(`${folder}.`);
    const waiting = [...folders];
    const packNext = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await packOne(next, beside);
    };
    await Promise.all([packNext(), packNext(), packNext()]);
    putInPlace(beside, folder);
  }
  return { folder, tarballs: new Map(folders.map((name) => [name, join(folder, tarballName(name))])) };
}

async function packOne(folder, destination) {
  try {
    await promisify(execFile)('pnpm', ['pack', '--pack-destination', destination], { cwd: resolve(folder) });
  } catch ({ message, stdout, stderr }) {
    throw new Error(`${folder} cannot be packed: ${message}\n${stdout}${stderr}`);
  }
  if (!existsSync(join(destination, tarballName(folder))))
    throw new Error(`${folder} was packed, but not as ${tarballName(folder)}`);
}

/** Whole or not at all; another run may have been quicker. */
function putInPlace(beside, folder) {
  try {
    renameSync(beside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(beside, { recursive: true });
  }
}

/** The name of a package's tarball, by the package's folder. */
export function tarballName(folder) {
  const { name, version } = readManifest(folder);
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
}

/** Another text when any file has changed of which a tarball is made. */
function stampOf(folders) {
  const hash = createHash('sha256');
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => !/^(node_modules|src|test|coverage|\.turbo)(\/|$)/.test(name))
      .map((name) => join(folder, name)),
  );
  for (const file of ['LICENSE', 'pnpm-workspace.yaml', ...files.sort()]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** The package.json in a folder. */
export function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
