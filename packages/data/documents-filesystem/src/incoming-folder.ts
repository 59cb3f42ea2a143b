import { open, rm, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModuleContext } from '@baseplate-epr/contracts';
import { namesIn } from './document-path.ts';
import { systemCodeOf } from './file-error.ts';
import { writerSpace } from './writer-space.ts';

/** Longer than any upload takes, in milliseconds. */
const day = 24 * 60 * 60 * 1_000;

/** Where documents are written before they have a name; on the same file system, so that renaming them is atomic. */
export const incomingFolder = (directory: string): string => join(directory, 'incoming');

/** A name for a file that is being written; it says which process writes it, and where that process is. */
export function incomingPath(directory: string, { randomBytes }: Pick<ModuleContext, 'randomBytes'>): string {
  return join(
    incomingFolder(directory),
    `${process.pid}.${writerSpace()}.${Buffer.from(randomBytes(16)).toString('hex')}`,
  );
}

/** Proves that the folder can be written to and flushed. Gives the time by the file system's own clock. */
export async function proveWritable(directory: string, context: ModuleContext): Promise<number> {
  const probe = incomingPath(directory, context);
  const handle = await open(probe, 'wx');
  try {
    await handle.sync();
    return (await handle.stat()).mtimeMs;
  } finally {
    await handle.close();
    await unlink(probe);
  }
}

/**
 * Clears away what killed processes have left. What another process is writing at this moment stays, on whichever machine it is:
 * of one that is elsewhere nobody here can tell whether it lives, so what it left goes when nothing was written to it for a day.
 * @param now by the file system's clock, in milliseconds since 1970
 */
export async function clearLeftOvers(directory: string, now: number): Promise<void> {
  const folder = incomingFolder(directory);
  const started = now - process.uptime() * 1_000;
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const written = await lastWritten(path);
    if (written === undefined || !isLeftOver(name, written, { now, started })) continue;
    await rm(path, { force: true, recursive: true });
  }
}

function isLeftOver(name: string, written: number, times: { readonly now: number; readonly started: number }): boolean {
  if (written < times.now - day) return true;
  const [, writer, space] = /^(\d{1,10})\.([0-9a-f]+)\./.exec(name) ?? [];
  return space === writerSpace() && isOfTheDead(Number(writer), written, times);
}

/** Of our own process id, but from before we began: left by a process that had the same id, as is usual in containers. */
function isOfTheDead(writer: number, written: number, times: { readonly started: number }): boolean {
  return writer === process.pid ? written < times.started : !isAlive(writer);
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
}

async function lastWritten(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
