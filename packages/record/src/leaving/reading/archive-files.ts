import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { archivePaths } from '../format/archive-paths.ts';

const uncovered: readonly string[] = [archivePaths.checksums, archivePaths.seal, archivePaths.unfinished];

/** Paths of the files that the checksums are about, relative to the archive, with `/`. One folder's names are in memory at a time. */
export async function* archiveFiles(directory: string, below = ''): AsyncGenerator<string, void, undefined> {
  const entries = await readdir(join(directory, below), { withFileTypes: true });
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    if (below === '' && uncovered.includes(entry.name)) continue;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* archiveFiles(directory, path);
    else yield path;
  }
}
