import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDefinitionFile, type PackageFile } from './package-file.ts';

/** Reads the files of a package that is a folder, those in folders below it included, by name. */
export async function readFolder(path: string): Promise<readonly PackageFile[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length).replaceAll('\\', '/').replace(/^\//, ''))
    .filter(isDefinitionFile)
    .sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(path, name), 'utf8') })));
}
