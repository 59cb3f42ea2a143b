import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushFolder } from './flush-folder.ts';
import { makeFolders } from './make-folders.ts';

/** Files that only grow. What was appended is on disk after `flush`, and only then. */
export interface GrowingFiles {
  append(path: string, text: string): Promise<void>;
  /** Makes all that was appended durable. @returns the length of each file that was appended to, in bytes */
  flush(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

interface GrowingFile {
  readonly handle: FileHandle;
  readonly isNew: boolean;
  waiting: string[];
  /** Characters waiting. */
  size: number;
  length: number;
}

const writtenAt = 256 * 1024;

/** Files below a folder, each as long as it was at the last flush, which `lengths` says. */
export function createGrowingFiles(directory: string, lengths: Readonly<Record<string, number>>): GrowingFiles {
  const files = new Map<string, GrowingFile>();

  const fileOf = async (path: string): Promise<GrowingFile> => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const length = lengths[path];
    await makeFolders(dirname(join(directory, path)));
    const handle = await open(join(directory, path), 'a', 0o600);
    // What stands there beyond what was noted was written by a run that did not live to note it.
    await handle.truncate(length ?? 0);
    const file = { handle, isNew: length === undefined, waiting: [], size: 0, length: length ?? 0 };
    files.set(path, file);
    return file;
  };
  const write = async (file: GrowingFile) => {
    if (file.waiting.length === 0) return;
    const bytes = Buffer.from(file.waiting.join(''));
    file.waiting = [];
    file.size = 0;
    await file.handle.appendFile(bytes);
    file.length += bytes.length;
  };

  return {
    async append(path, text) {
      const file = await fileOf(path);
      file.waiting.push(text);
      file.size += text.length;
      if (file.size >= writtenAt) await write(file);
    },
    async flush() {
      for (const file of files.values()) await write(file);
      await Promise.all([...files.values()].map(({ handle }) => handle.datasync()));
      const folders = [...files].filter(([, { isNew }]) => isNew).map(([path]) => dirname(join(directory, path)));
      for (const folder of new Set(folders)) await flushFolder(folder);
      return Object.fromEntries([...files].map(([path, { length }]) => [path, length]));
    },
    async close() {
      await Promise.all([...files.values()].map(({ handle }) => handle.close()));
      files.clear();
    },
  };
}
