import { BaseplateError } from '@baseplate-epr/contracts';
import { storageError } from '../connection/storage-error.ts';
import { forget, type Writer } from './writer.ts';

/** Lets writes share transactions. */
export interface WriteQueue {
  /** Runs `apply` inside a transaction; settles when that is durable, or nothing of it happened. `weight` is roughly its versions. */
  run<Result>(weight: number, apply: () => Result): Promise<Result>;
  /** Resolves when everything that was given is settled; what comes later is refused. */
  close(): Promise<void>;
}

interface Job {
  readonly weight: number;
  /** Does the work inside the transaction; answers how to settle once it is durable. */
  readonly apply: () => () => void;
  readonly reject: (error: unknown) => void;
}

/** A transaction ends at this many versions, so that in a crowd of large commits the first need not wait for the last. */
const versionsPerTransaction = 2000;

/** What a job has thrown, as against a file that is busy or a disk that is full when the transaction begins or ends. */
class JobFailure extends Error {
  constructor(cause: unknown) {
    super('A job of the transaction failed.', { cause });
  }
}

/**
 * Makes the queue of a writer: group commit without timers. All that arrives while a transaction is written and synced goes
 * into the next one, and one that fails leaves the others be.
 *
 * A savepoint makes SQLite copy every page before it is changed, which is a third of the work of a crowd of small commits. So
 * jobs share a transaction without; only when one of them fails is it undone, and done again with a savepoint for each. A file
 * that is busy when the transaction begins or ends fails all of them at once: trying again would wait as long again.
 */
export function createWriteQueue(writer: Writer): WriteQueue {
  const { database } = writer.connection;
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const savepoint = database.prepare('SAVEPOINT job');
  const release = database.prepare('RELEASE job');
  const rollbackTo = database.prepare('ROLLBACK TO job');
  const rollback = database.prepare('ROLLBACK');
  let waiting: Job[] = [];
  let scheduled = false;
  let closed = false;
  const idle: (() => void)[] = [];

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    // After the callbacks of this turn: whatever they commit as well shares the transaction.
    setImmediate(drain);
  };

  /** Runs every job in one transaction; undoes all of it if one throws. */
  const together = (jobs: readonly Job[], run: (job: Job) => () => void) => {
    try {
      begin.run();
      const settlements = jobs.map(run);
      commit.run();
      return settlements;
    } catch (error) {
      forget(writer);
      if (database.inTransaction) rollback.run();
      throw error;
    }
  };

  const inSavepoint = ({ apply, reject }: Job): (() => void) => {
    savepoint.run();
    try {
      const settle = apply();
      release.run();
      return settle;
    } catch (error) {
      forget(writer);
      // A full disk or a failing one may have ended the whole transaction already.
      if (!database.inTransaction) throw error;
      rollbackTo.run();
      release.run();
      return () => reject(storageError(error));
    }
  };

  const unguarded = ({ apply }: Job): (() => void) => {
    try {
      return apply();
    } catch (error) {
      throw new JobFailure(error);
    }
  };

  const transact = (jobs: readonly Job[]) => {
    try {
      return together(jobs, unguarded);
    } catch (error) {
      if (!(error instanceof JobFailure)) throw error;
      if (jobs.length === 1) throw error.cause;
      return together(jobs, inSavepoint);
    }
  };

  const drain = () => {
    scheduled = false;
    const jobs: Job[] = [];
    for (let weight = 0; waiting.length > jobs.length && (jobs.length === 0 || weight < versionsPerTransaction); ) {
      const job = waiting[jobs.length];
      if (job === undefined) break;
      weight += job.weight;
      jobs.push(job);
    }
    waiting = waiting.slice(jobs.length);
    try {
      for (const settle of transact(jobs)) settle();
    } catch (error) {
      const reason = storageError(error);
      for (const { reject } of jobs) reject(reason);
    }
    if (waiting.length > 0) schedule();
    else for (const resolve of idle.splice(0)) resolve();
  };

  return {
    run: (weight, apply) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(stopped());
          return;
        }
        const settling = () => {
          const result = apply();
          return () => resolve(result);
        };
        waiting.push({ weight, apply: settling, reject });
        schedule();
      }),
    close() {
      closed = true;
      if (!scheduled) return Promise.resolve();
      return new Promise((resolve) => idle.push(resolve));
    },
  };
}

function stopped(): BaseplateError {
  return new BaseplateError({
    code: 'module-unavailable',
    message: 'The record store has been stopped and takes no more writes. Start the program again.',
  });
}
