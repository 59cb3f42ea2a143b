import { setImmediate as nextTurn } from 'node:timers/promises';

/** After so many answers in one turn of the event loop, whoever asks next waits for the next turn. */
const answersPerTurn = 64;
/** After so many milliseconds of answering as well: a few searches can take that long. */
const longestTurn = 10;

/** Tells when enough was answered in one turn. */
export interface Turns {
  /** Whether the next answer has to wait for {@link Turns.next}; after that it is to be asked again, since others have waited too. */
  isOver(): boolean;
  next(): Promise<void>;
  /** Answers, and counts what it took until it returned. */
  take<Result>(answer: () => Result): Result;
}

/**
 * Keeps answers, which are computed at once, from starving writes and the rest of the program: a crowd of callers who ask again
 * as soon as they are answered would otherwise never let the event loop go round.
 */
export function createTurns(): Turns {
  let answers = 0;
  let spent = 0;
  let next: Promise<void> | undefined;
  const begin = async () => {
    await nextTurn();
    next = undefined;
    answers = 0;
    spent = 0;
  };
  return {
    isOver: () => answers >= answersPerTurn || spent >= longestTurn,
    next() {
      next ??= begin();
      return next;
    },
    take(answer) {
      answers += 1;
      const began = performance.now();
      try {
        return answer();
      } finally {
        spent += performance.now() - began;
      }
    },
  };
}
