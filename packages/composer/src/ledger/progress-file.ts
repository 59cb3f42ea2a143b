import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode, replaceFile } from './durable-file.ts';

/** How far versions have gone from one store to another. Being behind the truth costs time and does no harm: a load is idempotent. */
export interface CopyProgress {
  /** Cursor of the store that is read. */
  readonly cursor: string;
  /** Versions read so far. */
  readonly versions: number;
  /** Length of their texts. */
  readonly bytes: number;
  /** The least generation of search parameters that index entries were made with. */
  readonly indexedBy: number;
}

/** Keeps how far a copy is, in a file of its own beside the ledger. */
export interface ProgressFile {
  /** `undefined` before the first write. */
  read(): Promise<CopyProgress | undefined>;
  /** Durable when it resolves. */
  write(progress: CopyProgress): Promise<void>;
  remove(): Promise<void>;
}

/** What is to be told: the way to the new store, or the way back. */
export interface ProgressFileOptions {
  readonly ledgerDirectory: string;
  /** Of the change-over. */
  readonly id: string;
  readonly direction: 'copy' | 'mirror';
  readonly writer: string;
}

/** Opens such a file; nothing is made before the first write. */
export function progressFile({ ledgerDirectory, id, direction, writer }: ProgressFileOptions): ProgressFile {
  const directory = join(ledgerDirectory, 'progress');
  const name = `${direction}-${id}.json`;
  const path = join(directory, name);
  return {
    async read() {
      try {
        return JSON.parse(await readFile(path, 'utf8'));
      } catch (error) {
        if (isCode(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
    async write(progress) {
      await mkdir(directory, { recursive: true });
      await replaceFile({ directory, name, text: JSON.stringify(progress), writer }, { durable: true });
    },
    remove: () => rm(path, { force: true }),
  };
}
