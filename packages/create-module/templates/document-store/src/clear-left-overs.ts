import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { incomingPath, isIncoming } from './document-files.ts';

/** Longer than anybody puts a document, in milliseconds. */
const day = 24 * 60 * 60 * 1000;

/**
 * Takes away what killed processes have left half-written. Another process may be putting a document at this moment, on another machine too, so
 * only what nobody has written to for a day goes, by the clock of the file system alone.
 */
export async function clearLeftOvers(directory: string): Promise<void> {
  const probe = incomingPath(directory);
  await writeFile(probe, '', { flag: 'wx' });
  try {
    const { mtimeMs: now } = await stat(probe);
    for (const name of await readdir(directory)) {
      if (isIncoming(name) && (await lastWritten(join(directory, name), now)) < now - day)
        await rm(join(directory, name), { force: true });
    }
  } finally {
    await rm(probe, { force: true });
  }
}

/** One that was just put, or cleared away by another process, is no left-over. */
async function lastWritten(path: string, now: number): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return now;
    throw error;
  }
}
