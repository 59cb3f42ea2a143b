import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Answers, unscoped } from '../ask/answers.ts';
import { Refusal } from '../refusal.ts';
import { moduleManifest } from './module-manifest.ts';
import type { PackageSources } from './package-sources.ts';

const templatesFolder = fileURLToPath(new URL('../../templates', import.meta.url));

/** Files that have another name here, because npm leaves out of a package what is called so. */
const renamed: Readonly<Record<string, string>> = { gitignore: '.gitignore' };

/**
 * Writes the module into its folder, which is made if it is not there.
 *
 * @param year - of the copyright
 * @returns the files, relative to the folder
 * @throws Refusal if the folder has anything in it
 */
export async function writeModule(answers: Answers, sources: PackageSources, year: number): Promise<readonly string[]> {
  const { folder, contract, licence } = answers;
  await refuseUsedFolder(folder);
  const files = new Map<string, string>();
  for (const place of [join(templatesFolder, 'shared'), join(templatesFolder, contract)]) {
    for (const path of await filesIn(place)) {
      if (!path.startsWith('licences')) files.set(renamed[path] ?? path, await readFile(join(place, path), 'utf8'));
    }
  }
  files.set('LICENSE', await readFile(join(templatesFolder, 'shared', 'licences', `${licence}.txt`), 'utf8'));
  // Before anything is written: whether every dependency is known.
  files.set('package.json', moduleManifest(files.get('package.json') ?? '', answers, sources));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), named(text, answers, year), { flag: 'wx' });
  }
  return [...files.keys()].sort();
}

/** Puts the names of the module in place of the template's. */
function named(text: string, { name, holder }: Answers, year: number): string {
  const short = unscoped(name);
  const title = short.charAt(0).toUpperCase() + short.slice(1).replaceAll('-', ' ');
  return text
    .replaceAll('@supplier/module-name', name)
    .replaceAll('module-name', short)
    .replaceAll('Module title', title)
    .replaceAll('COPYRIGHT-YEAR', String(year))
    .replaceAll('COPYRIGHT-HOLDER', holder);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

async function refuseUsedFolder(folder: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new Refusal(`${folder} is no folder that can be read. Name another one.`);
  }
  if (names.some((name) => name !== '.git')) {
    throw new Refusal(`${folder} is not empty, and nothing in it is overwritten. Name a folder that is not there yet.`);
  }
}
