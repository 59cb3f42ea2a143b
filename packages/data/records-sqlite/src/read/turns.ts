/** After so many answers in one turn of the event loop, whoever asks next waits. */
const answersPerTurn = 64;
/** After so many milliseconds of answering as well: a few searches can take that long. */
const longestTurn = 10;

/** Tells when enough was answered in one turn. */
export interface Turns {
  /** What to wait for before an answer is computed; undefined if nothing has to be waited for. */
  wait(): Promise<void> | undefined;
  /** Computes an answer, and counts what it takes until it returns. @param waited - whether it has waited */
  take<Result>(answer: () => Result, waited: boolean): Result;
}

/** What was answered in this turn to those of one kind. */
interface Share {
  answers: number;
  spent: number;
}

const hasMore = ({ answers, spent }: Share) => answers < answersPerTurn && spent < longestTurn;

/**
 * Keeps answers, which are computed at once, from starving writes and the rest of the program: a crowd of callers who ask again
 * as soon as they are answered would otherwise never let the event loop go round.
 *
 * Those who wait, in the order they came, and those who come have a share of each turn each: so a crowd of costly questions is worked off, and
 * who asks something else meanwhile is not put behind all of it.
 */
export function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let coming: Share = { answers: 0, spent: 0 };
  let released: Share = { answers: 0, spent: 0 };
  let isScheduled = false;
  const schedule = () => {
    if (!isScheduled) setImmediate(begin);
    isScheduled = true;
  };
  const begin = () => {
    isScheduled = false;
    coming = { answers: 0, spent: 0 };
    released = { answers: 0, spent: 0 };
    if (waiting.length > 0) schedule();
    waiting.shift()?.();
  };
  return {
    wait() {
      if (hasMore(coming)) return undefined;
      schedule();
      return new Promise((resolve) => waiting.push(resolve));
    },
    take(answer, waited) {
      const share = waited ? released : coming;
      share.answers += 1;
      const began = performance.now();
      try {
        return answer();
      } finally {
        share.spent += performance.now() - began;
        if (waited && share === released && hasMore(share)) waiting.shift()?.();
      }
    },
  };
}
