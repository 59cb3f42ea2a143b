import type { BreakerTransition, BreakerView } from '@baseplate-epr/contracts';

/** How a call of a service can go wrong. */
export type CallFailure = 'slow' | 'failed';

/** When a breaker opens, and for how long. */
export interface BreakerLimits {
  /** Calls in a row that fail, or take too long. Default 5. */
  readonly failuresInARow: number;
  /** Milliseconds until one call is let through again; twice as many after each that fails, 60,000 at most. Default 5,000. */
  readonly pause: number;
}

/** The limits of an assembly. */
export function breakerOf({ breaker }: { readonly breaker?: Partial<BreakerLimits> }): BreakerLimits {
  return { failuresInARow: 5, pause: 5000, ...breaker };
}

/** A call that was let through. Exactly one of its methods is called, once. */
export interface Attempt {
  succeeded(): void;
  /** Returns since when the service is away. */
  failed(how: CallFailure): number;
  /** Nobody waited for the answer, so that it says nothing. */
  abandoned(): void;
}

/** Decides whether a service is called. */
export interface Breaker {
  /** `undefined` while it is open; {@link view} says since when the service is away. */
  attempt(): Attempt | undefined;
  view(): BreakerView;
}

const longestPause = 60_000;
const historyKept = 50;

/** Makes a closed one. */
export function createBreaker({ failuresInARow, pause }: BreakerLimits, now: () => number): Breaker {
  const history: BreakerTransition[] = [];
  let state: BreakerView['state'] = 'closed';
  let failures = 0;
  let awaySince: number | undefined;
  let openings = 0;
  let opened = 0;

  function become(to: BreakerView['state'], why: string): void {
    state = to;
    history.push({ at: now(), to, why });
    if (history.length > historyKept) history.shift();
  }

  function open(why: string): void {
    openings += 1;
    opened = now();
    become('open', why);
  }

  const attempt = (isTrial: boolean): Attempt => ({
    succeeded() {
      // One that was let through before the breaker opened says nothing of how the service is now.
      if (state !== 'closed' && !isTrial) return;
      failures = 0;
      openings = 0;
      awaySince = undefined;
      if (state !== 'closed') become('closed', 'it answered');
    },
    failed(how) {
      awaySince ??= now();
      failures += 1;
      const what = how === 'slow' ? 'took too long' : 'failed';
      if (isTrial) open(`it ${what} again`);
      else if (state === 'closed' && failures >= failuresInARow)
        open(`it ${what}, and so did ${failures - 1} calls before`);
      return awaySince;
    },
    abandoned() {
      if (isTrial) {
        state = 'open';
        history.pop();
      }
    },
  });

  return {
    attempt() {
      if (state === 'closed') return attempt(false);
      const wait = Math.min(longestPause, pause * 2 ** (openings - 1));
      if (state === 'trying' || now() - opened < wait) return undefined;
      become('trying', 'one call is let through');
      return attempt(true);
    },
    view: () => ({ state, history: [...history], ...(awaySince === undefined ? {} : { awaySince }) }),
  };
}
