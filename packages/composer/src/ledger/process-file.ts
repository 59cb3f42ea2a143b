import { mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode, isFolder, replaceFile, temporaryPrefix } from './durable-file.ts';
import { inLedger } from './in-ledger.ts';
import { ownersOnly } from './owners-only.ts';

/** What a process of the assembly says of itself, in a file of its own beside the ledger. */
export interface ProcessFile {
  readonly id: string;
  readonly pid: number;
  /** Name of the machine or container, for people. */
  readonly host: string;
  /** Where its process id means something. */
  readonly space: string;
  /** `serving`: it has the assembly open. `applying`: it leads a change-over and serves nobody. */
  readonly role: 'serving' | 'applying';
  /** Edition of the rules by which its release makes index entries; absent of releases that did not say. */
  readonly indexRules?: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Grows as long as the process lives. */
  readonly beat: number;
  /** Time of the file itself, set by whoever reads it: a sign of life as good as a beat, where the disk has no room for one. */
  readonly touchedAt?: number;
  /** Revision of the ledger whose demands the process meets: that of a hold once no write is in hand, that of a flip once it reads the new store. */
  readonly meets: number;
  /** Stores and services on their way in that the process has tried to open, by the change's id: empty where it has, else why it cannot. */
  readonly opened: Readonly<Record<string, string>>;
  /** {@link AppliedServices.since} of the services that answer in it; absent while none do. */
  readonly services?: number;
  /** Of the stores among those that are open: the names by which they are known, by the change-over's id. */
  readonly identities?: Readonly<Record<string, string>>;
  /** Audit chains it appends to, in the logs that it has open. */
  readonly chains?: readonly string[];
  /** URL of the FHIR base it serves under; absent while that is not known. */
  readonly baseUrl?: string;
}

const folder = 'processes';
/** What a process that was killed leaves behind of a file it was writing is cleared away after this time, in milliseconds. */
const leftoverAge = 60_000;

/** The files of all processes that share a ledger. */
export interface ProcessFiles {
  /** Puts this process's file in place of the one before. Not flushed: after a loss of power the process is gone as well. */
  write(file: ProcessFile): Promise<void>;
  /** Gives the file there is the time of now, which needs no room on the disk. Rejects if it is not there. */
  touch(id: string): Promise<void>;
  /** Every file there is, of the dead as well. */
  list(): Promise<readonly ProcessFile[]>;
  /** Takes a file away: its process has ended. */
  remove(id: string): Promise<void>;
}

/**
 * Opens the folder of process files, and clears away what killed processes left half written. Where there is no ledger there are none; a folder that
 * was there and is not any more is an error, since it does not say that nobody serves.
 */
export async function openProcessFiles(ledgerDirectory: string): Promise<ProcessFiles> {
  const directory = join(ledgerDirectory, folder);
  let isThere = await inLedger(ledgerDirectory, () => isFolder(ledgerDirectory));
  const make = async () => {
    await mkdir(directory, ownersOnly);
    isThere = true;
  };
  if (isThere) {
    await inLedger(ledgerDirectory, async () => {
      await make();
      for (const place of [ledgerDirectory, directory]) await clearLeftovers(place);
    });
  }
  return {
    write: (file) =>
      inLedger(ledgerDirectory, async () => {
        if (!isThere) await make();
        const text = JSON.stringify(file);
        await replaceFile({ directory, name: `${file.id}.json`, text, writer: file.id }, { durable: false });
      }),
    touch: (id) => inLedger(ledgerDirectory, () => utimes(join(directory, `${id}.json`), new Date(), new Date())),
    list: () =>
      inLedger(ledgerDirectory, async () => {
        isThere ||= await isFolder(directory);
        if (!isThere) return [];
        const names = (await readdir(directory)).filter((name) => name.endsWith('.json'));
        const files = await Promise.all(names.map((name) => readOne(join(directory, name))));
        return files.filter((file) => file !== undefined);
      }),
    remove: (id) => inLedger(ledgerDirectory, () => rm(join(directory, `${id}.json`), { force: true })),
  };
}

async function readOne(path: string): Promise<ProcessFile | undefined> {
  let text: string;
  let touchedAt: number;
  try {
    // One file for both: another may be put in its place between two looks.
    const file = await open(path, 'r');
    try {
      touchedAt = (await file.stat()).mtimeMs;
      text = await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    // It ended between the list and the look.
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    return { ...JSON.parse(text), touchedAt };
  } catch {
    // Files are not flushed, so a loss of power can empty one; its process is gone then.
    return undefined;
  }
}

async function clearLeftovers(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith(temporaryPrefix)) continue;
    const path = join(directory, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > leftoverAge) await rm(path, { force: true });
  }
}
