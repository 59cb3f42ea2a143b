import { isBaseplateError } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';

/** Lets writes that arrive together share one durable commit. */
export interface WriteQueue {
  /**
   * Runs the work in a transaction with whatever else is waiting, in order of arrival, and resolves once that is durable.
   * Work that throws must have changed nothing; its promise rejects and the others go on.
   */
  run<Result>(work: () => Result): Promise<Result>;
  /** Writes what is waiting, at once. */
  flush(): void;
}

interface Waiting {
  /** Does the work, and gives what settles its promise once the commit is down. */
  work(): () => void;
  reject(error: unknown): void;
}

/** What a queue does beside the writes. */
export interface WriteQueueOptions {
  /** Makes what callers see of an error that undid their write. */
  replaceError(error: unknown): unknown;
  /** Work to do within a commit, once in so many writes. */
  readonly every: { readonly writes: number; run(): void };
}

/** Makes the queue of a database. No timer is involved: a write that is alone waits for nothing but its own commit. */
export function createWriteQueue(database: Database, { replaceError, every }: WriteQueueOptions): WriteQueue {
  let waiting: Waiting[] = [];
  let writes = 0;
  const commit = database.transaction((group: readonly Waiting[]) => {
    writes += group.length;
    if (writes >= every.writes) {
      every.run();
      writes = 0;
    }
    return group.map(({ work }) => work());
  });
  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
    let settlements: readonly (() => void)[];
    try {
      settlements = commit.immediate(group);
    } catch (error) {
      const replaced = replaceError(error);
      for (const { reject } of group) reject(replaced);
      return;
    }
    for (const settle of settlements) settle();
  };
  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        const attempt = (): (() => void) => {
          const result = work();
          return () => resolve(result);
        };
        waiting.push({ work: () => refusable(attempt, reject), reject });
        if (waiting.length === 1) setImmediate(flush);
      }),
    flush,
  };
}

/** A refusal is one caller's own; an error of the driver has to undo the whole group. */
function refusable(attempt: () => () => void, reject: (error: unknown) => void): () => void {
  try {
    return attempt();
  } catch (error) {
    if (!isBaseplateError(error)) throw error;
    return () => reject(error);
  }
}
