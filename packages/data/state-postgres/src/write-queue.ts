import { isBaseplateError } from '@baseplate-epr/contracts';
import {
  type Connections,
  isConnectionLoss,
  type ResolvedPlace,
  settleLost,
  storageError,
} from '@baseplate-epr/postgres-connection';
import { ask, statements } from './statements.ts';
import { beginWriting, type WantedKey, type WriteTransaction, wasCommitted } from './write-transaction.ts';

/** Something to do inside a transaction that writes. */
export interface WriteJob<Result> {
  readonly namespace: string;
  /** The key it looks at; a job without one has its transaction for itself. */
  readonly wanted?: WantedKey;
  /** UTF-8 bytes that it may write. */
  readonly bytes: number;
  /** A refusal must come before anything was staged. */
  apply(transaction: WriteTransaction): Result | Promise<Result>;
}

/** Lets writes share transactions. */
export interface WriteQueue {
  /** Settles when the job's transaction is durable, or nothing of it happened. */
  run<Result>(job: WriteJob<Result>): Promise<Result>;
  /** Resolves when everything that was given is settled; nothing may be given later. */
  close(): Promise<void>;
}

/** What a queue works with. */
export interface WriteQueueParts {
  readonly place: ResolvedPlace;
  /** A name that no other started store has. */
  readonly writer: string;
  readonly writing: Connections;
  /** To ask for the fate of a transaction. */
  readonly reading: Connections;
}

interface Waiting {
  readonly job: WriteJob<unknown>;
  /** Does the work; answers how to settle once it is durable. */
  readonly apply: (transaction: WriteTransaction) => Promise<() => void>;
  readonly reject: (error: unknown) => void;
}

const jobsTogether = 256;
const bytesTogether = 4 * 1024 * 1024;

/**
 * Makes the queue of one process: group commit without timers. All that arrives while a transaction is on its way shares the next
 * one, in order of arrival.
 */
export function createWriteQueue({ place, writing, reading, writer }: WriteQueueParts): WriteQueue {
  const { what, schema } = place;
  let transactions = 0;
  let waiting: Waiting[] = [];
  let working: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    // After the callbacks of this turn: whatever they write as well shares the transaction.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const jobs = takeTogether(waiting);
      waiting = waiting.slice(jobs.length);
      try {
        for (const settle of await transact(jobs)) settle();
      } catch (error) {
        for (const { reject } of jobs) reject(storageError(what, error));
      }
    }
    working = undefined;
  };

  const transact = async (jobs: readonly Waiting[]): Promise<readonly (() => void)[]> => {
    const attempt: Attempt = { sent: false, mark: '', settlements: [] };
    try {
      return await once(jobs, attempt);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      if (attempt.sent) return lost(jobs, attempt, error);
    }
    // Nothing of it can have taken effect: the connection may have been dead since the server last restarted.
    try {
      return await once(jobs, attempt);
    } catch (error) {
      if (!attempt.sent || !isConnectionLoss(error)) throw error;
      return lost(jobs, attempt, error);
    }
  };

  const lost = async (jobs: readonly Waiting[], { mark, settlements }: Attempt, cause: unknown) => {
    const left = { writer, mark };
    await settleLost(reading, {
      what,
      cause,
      wasCommitted: (client) => wasCommitted(client, schema, namesOf(jobs), left),
    });
    return settlements;
  };

  const once = (jobs: readonly Waiting[], attempt: Attempt): Promise<readonly (() => void)[]> =>
    writing.lend(async (client) => {
      try {
        const begun = await beginWriting(client, schema, namesOf(jobs), wantedOf(jobs));
        const settlements: (() => void)[] = [];
        for (const { apply } of jobs) settlements.push(await apply(begun));
        attempt.settlements = settlements;
        transactions += 1;
        attempt.mark = String(transactions);
        attempt.sent = true;
        await begun.commit({ writer, mark: attempt.mark });
        return settlements;
      } catch (error) {
        if (!isConnectionLoss(error)) await client.query('ROLLBACK');
        throw error;
      }
    });

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        const apply = async (transaction: WriteTransaction): Promise<() => void> => {
          try {
            const result = await job.apply(transaction);
            return () => resolve(result);
          } catch (error) {
            // A refusal is one caller's own; what the server refused has broken the transaction.
            if (!isBaseplateError(error)) throw error;
            return () => reject(error);
          }
        };
        waiting.push({ job, apply, reject });
        working ??= drain();
      }),
    async close() {
      await working;
      // Where the server is away, the mark is left to whoever starts later.
      await writing.lend((client) => ask(client, statements.unmark, [writer])).catch(() => {});
    },
  };
}

interface Attempt {
  /** Whether its end has been sent, so that it may have taken effect. */
  sent: boolean;
  /** By which its fate can be asked for. */
  mark: string;
  settlements: readonly (() => void)[];
}

function takeTogether(waiting: readonly Waiting[]): readonly Waiting[] {
  const jobs: Waiting[] = [];
  let bytes = 0;
  for (const next of waiting) {
    bytes += next.job.bytes;
    const alone = next.job.wanted === undefined || jobs[0]?.job.wanted === undefined;
    if (jobs.length > 0 && (alone || jobs.length === jobsTogether || bytes > bytesTogether)) break;
    jobs.push(next);
  }
  return jobs;
}

const namesOf = (jobs: readonly Waiting[]): readonly string[] => [...new Set(jobs.map(({ job }) => job.namespace))];

/** Each key once; with its value if anybody may have to be shown it. */
function wantedOf(jobs: readonly Waiting[]): readonly WantedKey[] {
  const wanted = new Map<string, WantedKey>();
  for (const { job } of jobs) {
    if (job.wanted === undefined) continue;
    const name = `${job.namespace} ${job.wanted.key}`;
    wanted.set(name, { ...job.wanted, whole: job.wanted.whole || wanted.get(name)?.whole === true });
  }
  return [...wanted.values()];
}
