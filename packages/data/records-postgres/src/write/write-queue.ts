import { BaseplateError } from '@baseplate-epr/contracts';
import { type Connections, isConnectionLoss, isEnded } from '@baseplate-epr/postgres-connection';
import { storageError } from '../connection/storage-error.ts';
import { type Attempt, againUntilKnown } from './attempts.ts';
import { beginTransaction, type TransactionSettings, type Wanted, type WriteTransaction } from './write-transaction.ts';

/** Something to do inside a transaction that writes. */
export interface WriteJob<Result> {
  readonly wanted: Wanted;
  /** Roughly its versions. */
  readonly weight: number;
  /** Must not share its transaction: what it reads beforehand must not be written by another job. */
  readonly alone?: boolean;
  /** A throw must come before anything was written. */
  apply(transaction: WriteTransaction): Result | Promise<Result>;
  /**
   * The result if an earlier attempt has taken effect although its acknowledgement was lost; undefined if not, and if the job may be
   * done twice.
   */
  done?(transaction: WriteTransaction): Result | undefined;
}

/** Lets writes share transactions. */
export interface WriteQueue {
  /** Settles when the job's transaction is durable, or nothing of it happened. */
  run<Result>(job: WriteJob<Result>): Promise<Result>;
  /** Resolves when everything that was given is settled; what comes later is refused. */
  close(): Promise<void>;
}

interface Waiting {
  readonly job: WriteJob<unknown>;
  /** Does the work; answers how to settle once it is durable: by `alone` if there is one, and the guards of this transaction have had all their time. */
  readonly apply: (
    transaction: WriteTransaction,
    attempt: Attempt,
    alone: (() => void) | undefined,
  ) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/** A transaction ends at this many versions, so that no process keeps the others waiting for long. */
const versionsPerTransaction = 2000;

/** Guards of writes that share a transaction have this part of the time of a statement; what takes longer is done alone, between two of those. */
export const usualGuardShare = 1 / 100;

/** And those of one that is alone this part: another process that waits for it gives up when a statement's time has passed. */
const aloneShare = 1 / 2;

/**
 * Makes the queue of one process: group commit without timers. All that arrives while a transaction is on its way shares the next
 * one. If one of them breaks it, all are undone, and done again each by itself. A job whose guards take long has a transaction of its own, one after each
 * that others share: so nobody waits for two of them.
 */
export function createWriteQueue(writing: Connections, settings: TransactionSettings): WriteQueue {
  let waiting: Waiting[] = [];
  const slow: Waiting[] = [];
  let working: Promise<void> | undefined;
  let closed = false;

  const drain = async () => {
    // After the callbacks of this turn: whatever they write as well shares the transaction.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0 || slow.length > 0) {
      const jobs = takeTogether(waiting);
      waiting = waiting.slice(jobs.length);
      if (jobs.length > 0) await settle(jobs, settings.statementTime * settings.guardShare);
      const alone = slow.shift();
      if (alone !== undefined) await settle([alone], settings.statementTime * aloneShare);
    }
    working = undefined;
  };

  const settle = async (jobs: readonly Waiting[], guardTime: number): Promise<void> => {
    try {
      for (const settled of await againUntilKnown((attempt) => once(jobs, attempt, guardTime))) settled();
    } catch (error) {
      if (jobs.length === 1 || isConnectionLoss(error) || error instanceof BaseplateError) {
        for (const { reject } of jobs) reject(storageError(error));
        return;
      }
      for (const job of jobs) await settle([job], guardTime);
    }
  };

  const once = (jobs: readonly Waiting[], attempt: Attempt, guardTime: number): Promise<readonly (() => void)[]> =>
    writing.lend(async (client) => {
      try {
        const begun = await beginTransaction(client, wantedOf(jobs, attempt), settings, guardTime).catch(
          (error: unknown) => waitedTooLong(error, attempt),
        );
        const settling: (() => void)[] = [];
        const isShared = guardTime < settings.statementTime * aloneShare;
        for (const job of jobs) {
          settling.push(await job.apply(begun.transaction, attempt, isShared ? () => slow.push(job) : undefined));
        }
        attempt.sent = true;
        await begun.commit();
        return settling;
      } catch (error) {
        if (!isConnectionLoss(error)) await client.query('ROLLBACK');
        throw error;
      }
    });

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(stopped());
          return;
        }
        const apply: Waiting['apply'] = async (transaction, { lost }, alone) => {
          try {
            const done = lost ? job.done?.(transaction) : undefined;
            const result = done ?? (await job.apply(transaction));
            return () => resolve(result);
          } catch (error) {
            // Refused before it wrote anything: the others go on. What the server refused has broken the transaction.
            if (!(error instanceof BaseplateError)) throw error;
            const isLate = error.code === 'query-too-costly' && transaction.guardTime.isUp;
            return isLate && alone !== undefined ? alone : () => reject(error);
          }
        };
        waiting.push({ job, apply, reject });
        working ??= drain();
      }),
    async close() {
      closed = true;
      await working;
    },
  };
}

function takeTogether(waiting: readonly Waiting[]): readonly Waiting[] {
  const jobs: Waiting[] = [];
  let weight = 0;
  for (const next of waiting) {
    const alone = next.job.alone === true || jobs[0]?.job.alone === true;
    if (jobs.length > 0 && (alone || weight >= versionsPerTransaction)) break;
    jobs.push(next);
    weight += next.job.weight;
  }
  return jobs;
}

function wantedOf(jobs: readonly Waiting[], { lost }: Attempt): Wanted {
  const resources = new Map(
    jobs.flatMap(({ job }) => job.wanted.resources).map(({ type, id }) => [`${type}/${id}`, { type, id }]),
  );
  const looksBack = jobs.filter(({ job }) => lost || job.alone === true);
  const times = jobs.flatMap(({ job }) => job.wanted.timesUpTo ?? []);
  return {
    resources: [...resources.values()],
    versions: looksBack.flatMap(({ job }) => job.wanted.versions),
    timesUpTo: times.length === 0 ? undefined : Math.max(...times),
  };
}

function waitedTooLong(error: unknown, { lost }: Attempt): never {
  if (!isEnded(error)) throw error;
  throw new BaseplateError({
    code: 'storage-unavailable',
    message:
      'Other processes have been writing to the record for longer than a statement may run. Nothing of this call was written. Try again.',
    cause: error,
    // Of an attempt before whose acknowledgement was lost nobody knows.
    details: { nothingWritten: !lost },
  });
}

function stopped(): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: 'The record store has been stopped and takes no more writes. Start the program again.',
  });
}
