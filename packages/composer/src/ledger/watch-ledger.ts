import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type Logger } from '@baseplate-epr/contracts';
import { isDiskFull } from './in-ledger.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { lease } from './liveness.ts';
import type { ProcessFile, ProcessFiles } from './process-file.ts';

/** What a watch stands on. */
export interface WatchOptions {
  readonly ledger: Ledger;
  readonly files: ProcessFiles;
  /** What this process says of itself at first. */
  readonly self: ProcessFile;
  readonly logger: Logger;
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  /**
   * Does what an entry demands of this process. While one is being met, later ones are met beside it; only the newest counts.
   * Never rejects.
   */
  meet(entry: LedgerEntry): Promise<void>;
}

/** A process's view of the ledger, kept up to date, and its sign of life for the others. */
export interface LedgerWatch {
  /** The newest entry that was seen. */
  current(): LedgerEntry;
  /** Whether the others still reckon with this process, so that what it knows of the ledger binds them. */
  isFresh(): boolean;
  /**
   * Resolves at once while {@link isFresh}, else when it is again.
   * @throws BaseplateError `module-unavailable` if that takes longer than some seconds, without those for which the process stood still
   */
  fresh(): Promise<void>;
  /** How often this process was not fresh. */
  lapses(): number;
  /** Why nothing can be changed over, though this process goes on; `undefined` if it can. */
  trouble(): string | undefined;
  /** Looks now. */
  refresh(): Promise<LedgerEntry>;
  /** Tells the others something about this process, at once. */
  tell(news: Partial<Pick<ProcessFile, 'identities' | 'opened' | 'baseUrl' | 'chains' | 'services'>>): Promise<void>;
  /** Takes this process's file away. Idempotent. */
  stop(): Promise<void>;
}

/** Milliseconds between looks while nothing is about to happen, and while a flip is. */
const seldom = 250;
const often = 15;
const beatEvery = 500;
/** How long a request waits for a ledger that cannot be read, in milliseconds. */
const longestWait = 10_000;
/**
 * What one pass of that wait counts for at most, in milliseconds. A process that stood still could not have looked, however good its ledger is: what
 * passes meanwhile says nothing about that.
 */
const longestPass = 50;

/** Announces this process, reads the ledger, and goes on looking at it. There must be an entry. */
export async function watchLedger(options: WatchOptions): Promise<LedgerWatch> {
  const { ledger, files, logger, meet, now = () => performance.now() } = options;
  let own = options.self;
  let beatAt = Number.NEGATIVE_INFINITY;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let lapses = 0;
  let current: LedgerEntry | undefined;
  let failing = false;
  let full = false;
  let stopped = false;
  const stopping = new AbortController();
  let writing: Promise<unknown> = Promise.resolve();

  const write = (change: Partial<ProcessFile>): Promise<void> => {
    own = { ...own, ...change };
    const mine = writing.then(async () => {
      if (stopped) return;
      const begun = now();
      own = { ...own, beat: own.beat + 1 };
      await files.write(own);
      beatAt = begun;
      full = false;
    });
    writing = mine.catch(() => undefined);
    return mine;
  };

  /**
   * Without room on the disk the file is only touched: the others go on reckoning with this process, and with no more than it has said before,
   * so none of them gets past a step that it has not taken.
   */
  const giveSign = async () => {
    const begun = now();
    try {
      await write({});
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      // One that has only just begun has no file yet: it is for lack of room that it cannot begin, and not for lack of a file.
      await files.touch(own.id).catch(() => {
        throw error;
      });
      beatAt = begun;
      if (!full) logger.warn(fullDisk(ledger.directory));
      full = true;
    }
  };

  const take = (entry: LedgerEntry) => {
    if (current !== undefined && entry.revision <= current.revision) return;
    current = entry;
    void meet(entry).then(async () => {
      if (current?.revision === entry.revision) await write({ meets: entry.revision }).catch(() => undefined);
    });
  };

  /** The sign of life goes first: whoever adds an entry after it reckons with this process, and the look that follows sees what came before. */
  const look = async (): Promise<LedgerEntry> => {
    if (now() - beatAt >= beatEvery) await giveSign();
    const begun = beatAt;
    const entry = await ledger.read();
    if (entry === undefined) throw gone(ledger.directory);
    if (freshUntil > 0 && now() > freshUntil) lapses += 1;
    take(entry);
    freshUntil = begun + lease;
    return current ?? entry;
  };

  const go = async () => {
    while (!stopped) {
      const moving = current !== undefined && isMoving(current);
      await wait(moving ? often : seldom, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      if (stopped) return;
      try {
        await look();
        failing = false;
      } catch {
        if (!failing) logger.error(`The ledger in ${ledger.directory} cannot be used. Requests wait until it can.`);
        failing = true;
      }
    }
  };

  const first = await look();
  const going = go();
  const isFresh = () => now() < freshUntil;
  return {
    current: () => current ?? first,
    isFresh,
    lapses: () => lapses,
    /*
     * Only how long is waited follows the passes, never who may go on. Whoever waits goes on once `isFresh` says so, and that is what it was: now is
     * within a lease from a sign of life of this process, and the ledger was read after that sign. However long the process stood still, and
     * whatever the others did without it, it sees that first. So none of the stores needs another protection than before: the gap between the last
     * look and the moment in which the store does the work, in which a process may stand still as well, is closed by the fence of a record store,
     * which is held against the epoch inside the transaction that writes.
     */
    async fresh() {
      let waited = 0;
      for (let before = now(); !isFresh(); ) {
        if (waited > longestWait || stopped) throw unusable(ledger.directory);
        await wait(often);
        const after = now();
        waited += Math.min(after - before, longestPass);
        before = after;
      }
    },
    trouble: () => (full ? fullDisk(ledger.directory) : undefined),
    refresh: look,
    tell: (news) => write(news),
    async stop() {
      if (stopped) return;
      stopped = true;
      stopping.abort();
      await going;
      await writing;
      await files.remove(own.id);
    },
  };
}

/** Whether something is about to happen that all processes do together. */
function isMoving({ changeOvers, services }: LedgerEntry): boolean {
  const flipping = Object.values(changeOvers).some(({ phase }) => phase !== 'copying' && phase !== 'mirroring');
  return flipping || services.change?.phase === 'loading';
}

function gone(directory: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The ledger in ${directory} has lost its entries. Put the folder back from a backup.`,
  });
}

function unusable(directory: string): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: `The ledger in ${directory} cannot be read, so it is not known which stores are in force. See that the folder is there.`,
    // It is asked for before the work.
    details: { nothingWritten: true },
  });
}

function fullDisk(directory: string): string {
  return `The disk of the ledger in ${directory} is full. The record goes on, but no store can be changed over, and no process started, until there is room.`;
}
