import { setTimeout as wait } from 'node:timers/promises';
import { type DocumentStore, isBaseplateError, type Logger } from '@baseplate-epr/contracts';
import { type BringDocumentOptions, bringDocument } from './bring-document.ts';

/** Brings what was written to one document store to another, at once or as soon as that can be. */
export interface CatchUp {
  put(options: BringDocumentOptions): Promise<void>;
  delete(options: { readonly to: DocumentStore; readonly sha256: string }): Promise<void>;
  /** Resolves when nothing waits. */
  done(): Promise<void>;
  stop(): Promise<void>;
}

const againAfter = 1000;

/**
 * Makes one with nothing waiting. What waits is lost with the process; whoever relies on both stores being the same compares them.
 */
export function createCatchUp(logger: Logger): CatchUp {
  const waiting: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  let working: Promise<void> | undefined;

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      const [next] = waiting;
      if (next === undefined) break;
      try {
        await next();
        waiting.shift();
      } catch {
        await wait(againAfter, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
      }
    }
    working = undefined;
  }

  /** In the order of the writes: a deletion never overtakes the put before it. */
  async function bring(task: () => Promise<void>): Promise<void> {
    if (waiting.length === 0) {
      try {
        await task();
        return;
      } catch {
        logger.warn('A document could not be brought to the other document store. It is tried again until it can.');
      }
    }
    waiting.push(task);
    working ??= work();
  }

  return {
    put: ({ from, to, sha256 }) =>
      bring(async () => {
        try {
          await bringDocument({ from, to, sha256 });
        } catch (error) {
          // It was deleted since.
          if (!isBaseplateError(error) || error.code !== 'not-found') throw error;
        }
      }),
    delete: ({ to, sha256 }) =>
      bring(async () => {
        await to.delete({ sha256 });
      }),
    async done() {
      while (waiting.length > 0 && !stopping.signal.aborted)
        await wait(10, undefined, { signal: stopping.signal }).catch(() => undefined);
    },
    async stop() {
      stopping.abort();
      await working;
    },
  };
}
