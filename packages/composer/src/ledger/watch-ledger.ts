import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type Logger } from '@baseplate-epr/contracts';
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
   * @throws BaseplateError `module-unavailable` if that takes longer than some seconds
   */
  fresh(): Promise<void>;
  /** How often this process was not fresh. */
  lapses(): number;
  /** Looks now. */
  refresh(): Promise<LedgerEntry>;
  /** Tells the others something about this process, at once. */
  tell(news: Partial<Pick<ProcessFile, 'opened' | 'baseUrl' | 'chains'>>): Promise<void>;
  /** Takes this process's file away. Idempotent. */
  stop(): Promise<void>;
}

/** Milliseconds between looks while nothing is about to happen, and while a flip is. */
const seldom = 250;
const often = 15;
const beatEvery = 500;
/** How long a request waits for a ledger that cannot be read, in milliseconds. */
const longestWait = 10_000;

/** Announces this process, reads the ledger, and goes on looking at it. There must be an entry. */
export async function watchLedger(options: WatchOptions): Promise<LedgerWatch> {
  const { ledger, files, logger, meet, now = () => performance.now() } = options;
  let own = options.self;
  let beatAt = Number.NEGATIVE_INFINITY;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let lapses = 0;
  let current: LedgerEntry | undefined;
  let failing = false;
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
    });
    writing = mine.catch(() => undefined);
    return mine;
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
    if (now() - beatAt >= beatEvery) await write({});
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
      const moving = Object.values(current?.changeOvers ?? {}).some(
        ({ phase }) => phase !== 'copying' && phase !== 'mirroring',
      );
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
    async fresh() {
      if (isFresh()) return;
      const limit = now() + longestWait;
      while (!isFresh()) {
        if (now() > limit || stopped) throw unusable(ledger.directory);
        await wait(often);
      }
    },
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
  });
}
