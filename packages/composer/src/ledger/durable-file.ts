import { link, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a file goes, and what is in it. */
export interface FileToWrite {
  readonly directory: string;
  readonly name: string;
  readonly text: string;
  /** Unique among the processes that share the folder. */
  readonly writer: string;
}

/** The beginning of the names of files that are being written. */
export const temporaryPrefix = 'writing-';

let writes = 0;

/**
 * Makes a file that was not there, whole and durable before it can be seen.
 *
 * @returns false if a file of this name is there; it is left as it is
 */
export async function createFile(file: FileToWrite): Promise<boolean> {
  const { directory, name } = file;
  const temporary = await writeTemporary(file, true);
  try {
    await link(temporary, join(directory, name));
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  await flushFolder(directory);
  return true;
}

/** Puts a file in the place of another, if there is one, at one stroke; durable when it resolves, unless told that it need not be. */
export async function replaceFile(file: FileToWrite, { durable }: { readonly durable: boolean }): Promise<void> {
  const { directory, name } = file;
  const temporary = await writeTemporary(file, durable);
  try {
    await rename(temporary, join(directory, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  if (durable) await flushFolder(directory);
}

/** Writes a file as the others are written, and takes it away: rejects where none could be. */
export async function tryToWrite(file: Pick<FileToWrite, 'directory' | 'writer'>): Promise<void> {
  const temporary = await writeTemporary({ ...file, name: '', text: 'x'.repeat(4096) }, true);
  await rm(temporary, { force: true });
}

/** Makes what happened to the names in a folder durable. */
export async function flushFolder(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whether there is a folder of this name. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Whether an error of the file system is this one. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function writeTemporary({ directory, text, writer }: FileToWrite, durable: boolean): Promise<string> {
  writes += 1;
  const temporary = join(directory, `${temporaryPrefix}${writer}-${writes}`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text);
      if (durable) await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return temporary;
}
