import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { AssemblyConfiguration } from '@baseplate-epr/composer';
import type { Finding } from './finding.ts';

const subject = 'Who can read the data';
const sticky = 0o1000;
const passByOthers = 0o001;
const readByOthers = 0o004;
const writeByOthers = 0o002;

/**
 * Whether every user of this machine can read, or write, what the record keeps on its disk. The record makes its folders for its own user; one that
 * was there before, or that an earlier release has made, stays as it is. Empty where nothing is kept in files, and on systems without modes.
 */
export async function openFolders({
  data,
  ledger,
}: Pick<AssemblyConfiguration, 'data' | 'ledger'>): Promise<readonly Finding[]> {
  if (process.platform === 'win32') return [];
  const named = [...Object.values(data).map(({ keeps }) => keeps), ledger?.directory];
  const open = new Map<string, string[]>();
  let looked = 0;
  for (const path of named.flatMap((name) => (name === undefined ? [] : resolve(name)))) {
    const found = await look(path);
    // Kept elsewhere, such as in a database, or not made yet.
    if (found === undefined) continue;
    looked += 1;
    if (!(await isOpen(path, found))) continue;
    const command = await closingCommand(path, found);
    open.set(command, [...(open.get(command) ?? []), path]);
  }
  if (looked === 0) return [];
  if (open.size === 0) return [{ verdict: 'well', subject, words: 'not every user of this machine.' }];
  return [...open].map(([command, paths]) => ({
    verdict: 'ill',
    subject,
    words: `every user of this machine can get at ${paths.join(', ')}, with what stands there about patients. An earlier release, or somebody, has made it so. Close it, while the record goes on: ${command}`,
  }));
}

/** Others get to it through every folder above, and in. */
async function isOpen(path: string, found: Stats): Promise<boolean> {
  const wanted = found.isDirectory() ? readByOthers | passByOthers : readByOthers | writeByOthers;
  if ((found.mode & wanted) === 0) return false;
  for (let below = path, above = dirname(path); above !== below; below = above, above = dirname(above)) {
    const folder = await look(above);
    if (folder !== undefined && (folder.mode & passByOthers) === 0) return false;
  }
  return true;
}

/** A file is closed with its folder, where new files come to stand beside it; but not a folder that others use too. */
async function closingCommand(path: string, found: Stats): Promise<string> {
  if (found.isDirectory()) return `chmod 700 ${quoted(path)}`;
  const folder = await look(dirname(path));
  const isOwn = folder?.uid === found.uid && (folder.mode & (sticky | writeByOthers)) === 0;
  return isOwn ? `chmod 700 ${quoted(dirname(path))}` : `chmod 600 ${quoted(path)}*`;
}

async function look(path: string): Promise<Stats | undefined> {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    // What this user may not even look at is told by the start of the store, with what to do.
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EACCES') return undefined;
    throw error;
  });
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w/.@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
