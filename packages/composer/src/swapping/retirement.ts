import { setTimeout as wait } from 'node:timers/promises';
import type { ServiceRunner } from '../service/service-runner.ts';

/** How long a service that does not answer any more may take over the calls in its hand, in milliseconds. */
const longestDrain = 30_000;

/** Where services go that are not needed any more. */
export interface Retirement {
  /** Stops one when no call is in its hand. */
  whenDrained(runner: ServiceRunner): void;
  /** Stops these, which nobody has called. */
  at(runners: readonly ServiceRunner[]): Promise<void>;
  /** Stops at once what has not been stopped yet, and waits until all is. */
  stop(): Promise<void>;
}

/** Makes it. */
export function createRetirement({ stoppingFailed }: { stoppingFailed(): void }): Retirement {
  const leaving = new Set<Promise<void>>();
  const hurry = new AbortController();
  const end = async (runner: ServiceRunner) => {
    try {
      await runner.stop();
    } catch {
      stoppingFailed();
    }
  };
  const track = (work: Promise<void>) => {
    leaving.add(work);
    return work.finally(() => leaving.delete(work));
  };
  return {
    whenDrained(runner) {
      const limit = wait(longestDrain, undefined, { ref: false, signal: hurry.signal }).catch(() => undefined);
      void track(Promise.race([runner.drained(), limit]).then(() => end(runner)));
    },
    at: (runners) => track(Promise.all(runners.map(end)).then(() => undefined)),
    async stop() {
      hurry.abort();
      await Promise.all(leaving);
    },
  };
}
