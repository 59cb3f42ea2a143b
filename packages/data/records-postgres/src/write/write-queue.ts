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
  /** Does the work; answers how to settle once it is durable. */
  readonly apply: (transaction: WriteTransaction, attempt: Attempt) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

/** A transaction ends at this many versions, so that no process keeps the others waiting for long. */
const versionsPerTransaction = 2000;

/**
 * Makes the queue of one process: group commit without timers. All that arrives while a transaction is on its way shares the next
 * one. If one of them breaks it, all are undone, and done again each by itself.
 */
export function createWriteQueue(writing: Connections, settings: TransactionSettings): WriteQueue {
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;
  let closed = false;

  const drain = async () => {
    // After the callbacks of this turn: whatever they write as well shares the transaction.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const jobs = takeTogether(waiting);
      waiting = waiting.slice(jobs.length);
      await settle(jobs);
    }
    working = undefined;
  };

  const settle = async (jobs: readonly Waiting[]): Promise<void> => {
    try {
      for (const settled of await againUntilKnown((attempt) => once(jobs, attempt))) settled();
    } catch (error) {
      if (jobs.length === 1 || isConnectionLoss(error) || error instanceof BaseplateError) {
        for (const { reject } of jobs) reject(storageError(error));
        return;
      }
      for (const job of jobs) await settle([job]);
    }
  };

  const once = (jobs: readonly Waiting[], attempt: Attempt): Promise<readonly (() => void)[]> =>
    writing.lend(async (client) => {
      try {
        const begun = await beginTransaction(client, wantedOf(jobs, attempt), settings).catch((error: unknown) =>
          waitedTooLong(error, attempt),
        );
        const settling: (() => void)[] = [];
        for (const { apply } of jobs) settling.push(await apply(begun.transaction, attempt));
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
        const apply = async (transaction: WriteTransaction, { lost }: Attempt) => {
          try {
            const done = lost ? job.done?.(transaction) : undefined;
            const result = done ?? (await job.apply(transaction));
            return () => resolve(result);
          } catch (error) {
            // Refused before it wrote anything: the others go on. What the server refused has broken the transaction.
            if (!(error instanceof BaseplateError)) throw error;
            return () => reject(error);
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
