import type { LongAnswers } from './long-answers.ts';

/**
 * Work on an answer in parts, each of which keeps everybody else waiting while it is done. Before each it yields how many UTF-16 units it reads, so
 * that whoever drives it can let the others have their turn.
 */
export type InTurns<Result> = Generator<number, Result, void>;

/** Units that are read and written anew within some ten milliseconds. What is no longer than that altogether waits for nothing. */
const perTurn = 128 * 1024;

/** What joining texts of so many units counts for: they are copied, and not read. */
export function copying(length: number): number {
  return length / 16;
}

/**
 * Does the work: at once if it reads little, else in turns of the event loop, which it shares with all long answers. One part alone may be longer
 * than a turn should be; it has one for itself.
 */
export function doInTurns<Result>(work: InTurns<Result>, answers: LongAnswers): Result | Promise<Result> {
  let read = 0;
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    read += step.value;
    if (read > perTurn) return goOn(work, step.value, answers);
  }
}

/** @param next - the length of the part that comes next */
async function goOn<Result>(work: InTurns<Result>, next: number, answers: LongAnswers): Promise<Result> {
  let length = next;
  for (;;) {
    await answers.next();
    for (let read = 0; read === 0 || read + length <= perTurn; ) {
      read += length;
      const step = work.next();
      if (step.done === true) return step.value;
      length = step.value;
    }
  }
}
