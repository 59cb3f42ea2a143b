import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';
import { createFile, flushFolder, isFolder } from './durable-file.ts';
import { type EntryOfFormat1, fromFormat1 } from './entry-of-format-1.ts';
import { inLedger } from './in-ledger.ts';
import type { LedgerChange, LedgerEntry } from './ledger-entry.ts';
import { ownersOnly } from './owners-only.ts';

/** Where a ledger is, and who writes into it. */
export interface LedgerOptions {
  readonly directory: string;
  /** Unique among the processes of the assembly. */
  readonly writer: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Whether the folder is made if it is not there; else there is nothing in it. Default: true. */
  readonly makes?: boolean;
}

/**
 * The applied assembly and every step of its changes, outside the stores that are swapped.
 *
 * Each entry is a file of its own with the next number, and is never changed. A file appears whole, under its name, or not at all, and only
 * one process can make the file of a number; so entries follow each other in one order whoever writes them, nobody needs a lock, and no
 * lock is left behind by a process that is killed.
 */
export interface Ledger {
  readonly directory: string;
  /** The newest entry; `undefined` of a ledger without one. @throws BaseplateError `storage-unavailable`, `storage-corrupt`, `storage-newer` */
  read(): Promise<LedgerEntry | undefined>;
  /** Every entry, oldest first. */
  entries(): Promise<readonly LedgerEntry[]>;
  /**
   * Adds an entry: what `decide` makes of the newest one. `decide` is asked again when another process was faster; if it answers
   * `undefined`, nothing is added. Durable when it resolves.
   *
   * @returns the newest entry, added or found
   */
  change(decide: (newest: LedgerEntry) => LedgerChange | undefined): Promise<LedgerEntry>;
  /** Adds the very first entry, unless there is one. */
  begin(first: Pick<LedgerEntry, 'data' | 'others' | 'services' | 'what'>): Promise<LedgerEntry>;
}

/** Of entries that this release writes. */
const newestFormat = 2;
const pattern = /^entry-(\d{8})\.json$/;
const nameOf = (revision: number) => `entry-${String(revision).padStart(8, '0')}.json`;

/** Opens a ledger. A folder that was there and is not any more is an error, and no empty ledger. */
export async function openLedger({ directory, writer, now, makes = true }: LedgerOptions): Promise<Ledger> {
  let isThere = await inLedger(directory, () => isFolder(directory));
  const make = () =>
    inLedger(directory, async () => {
      const made = await mkdir(directory, ownersOnly);
      if (made !== undefined) await flushFolder(dirname(made));
      isThere = true;
    });
  if (makes) await make();

  const revisions = async () => {
    isThere ||= await isFolder(directory);
    if (!isThere) return [];
    const found = (await readdir(directory)).flatMap((name) => pattern.exec(name)?.[1] ?? []);
    return found.map(Number).sort((left, right) => left - right);
  };
  const entryOf = async (revision: number) =>
    understood(await readFile(join(directory, nameOf(revision)), 'utf8'), revision, directory);
  const read = () =>
    inLedger(directory, async () => {
      const newest = (await revisions()).at(-1);
      return newest === undefined ? undefined : entryOf(newest);
    });
  const add = (entry: LedgerEntry) =>
    inLedger(directory, () =>
      createFile({ directory, name: nameOf(entry.revision), text: `${JSON.stringify(entry, null, 2)}\n`, writer }),
    );

  return {
    directory,
    read,
    entries: () => inLedger(directory, async () => Promise.all((await revisions()).map(entryOf))),
    async change(decide) {
      for (;;) {
        const newest = await read();
        if (newest === undefined) throw empty(directory);
        const change = decide(newest);
        if (change === undefined) return newest;
        const entry = { ...newest, ...change, revision: newest.revision + 1, at: now() };
        if (await add(entry)) return entry;
      }
    },
    async begin(first) {
      await make();
      for (;;) {
        const newest = await read();
        if (newest !== undefined) return newest;
        const entry: LedgerEntry = {
          format: newestFormat,
          revision: 1,
          at: now(),
          epoch: 1,
          changeOvers: {},
          ...first,
        };
        if (await add(entry)) return entry;
      }
    },
  };
}

function understood(text: string, revision: number, directory: string): LedgerEntry {
  let written: Partial<LedgerEntry> | EntryOfFormat1;
  try {
    written = JSON.parse(text);
  } catch (cause) {
    throw corrupt(directory, revision, cause);
  }
  const format: unknown = written.format;
  if (typeof format === 'number' && format > newestFormat) {
    throw new BaseplateError({
      code: 'storage-newer',
      message: `The ledger in ${directory} was written by a newer release of this program. Install that release, or a later one.`,
    });
  }
  const isKnown = written.format === 1 || written.format === newestFormat;
  if (!isKnown || written.revision !== revision || written.data === undefined) throw corrupt(directory, revision);
  return written.format === 1 ? fromFormat1(written as EntryOfFormat1) : (written as LedgerEntry);
}

function corrupt(directory: string, revision: number, cause?: unknown): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `Entry ${revision} of the ledger in ${directory} is not what was written. Restore the folder from a backup; the stores themselves are untouched.`,
    ...(cause === undefined ? {} : { cause }),
  });
}

function empty(directory: string): BaseplateError {
  return new BaseplateError({
    code: 'not-found',
    message: `There is nothing in the ledger’s folder ${directory}, or it is not there. If an assembly was started with it, its disk may not be mounted: see that the folder is there, or put it back from a backup. If none ever was, run baseplate start first.`,
  });
}
