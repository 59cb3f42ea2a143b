import { setImmediate as nextTurn } from 'node:timers/promises';

/** After so many answers in one turn of the event loop, whoever asks next waits for the next turn. */
const answersPerTurn = 64;

/**
 * Keeps answers, which are computed at once, from starving writes and the rest of the program: a crowd of callers who ask again
 * as soon as they are answered would otherwise never let the event loop go round.
 */
export function createTurns(): { take(): Promise<void> | undefined } {
  let answers = 0;
  const wait = async () => {
    await nextTurn();
    answers = 0;
  };
  return {
    take() {
      answers += 1;
      return answers < answersPerTurn ? undefined : wait();
    },
  };
}
