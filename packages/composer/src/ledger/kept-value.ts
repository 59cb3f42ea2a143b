import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode, replaceFile } from './durable-file.ts';
import { inLedger } from './in-ledger.ts';
import { ownersOnly } from './owners-only.ts';

/** What changes too often for an entry of the ledger, kept in a file of its own beside it. */
export interface KeptValue<Value> {
  /** `undefined` before the first write. */
  read(): Promise<Value | undefined>;
  /** Durable when it resolves. */
  write(value: Value): Promise<void>;
  remove(): Promise<void>;
}

/** Where it is kept, and who writes. */
export interface KeptValueOptions {
  readonly ledgerDirectory: string;
  /** Of the file. */
  readonly name: string;
  /** Unique among the processes of the assembly. */
  readonly writer: string;
}

/** Opens such a file; nothing is made before the first write. Its calls throw BaseplateError `storage-unavailable`. */
export function keptValue<Value>({ ledgerDirectory, name, writer }: KeptValueOptions): KeptValue<Value> {
  const directory = join(ledgerDirectory, 'progress');
  const path = join(directory, name);
  return {
    read: () =>
      inLedger(ledgerDirectory, async () => {
        try {
          return JSON.parse(await readFile(path, 'utf8'));
        } catch (error) {
          if (isCode(error, 'ENOENT')) return undefined;
          throw error;
        }
      }),
    write: (value) =>
      inLedger(ledgerDirectory, async () => {
        await mkdir(directory, ownersOnly);
        await replaceFile({ directory, name, text: JSON.stringify(value), writer }, { durable: true });
      }),
    remove: () => inLedger(ledgerDirectory, () => rm(path, { force: true })),
  };
}
