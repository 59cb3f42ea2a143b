import { setImmediate } from 'node:timers/promises';
import type { TextPieces } from './text-pieces.ts';

/** Gives each long answer a turn of the event loop to be written in. */
export interface LongAnswers {
  /** What to wait for before an answer of so many UTF-16 units is put together; undefined for a short one. */
  turn(length: number): Promise<void> | undefined;
  /** What to wait for before the next part of one that is put together in parts. */
  next(): Promise<void>;
}

/** To write so much takes some milliseconds. */
const long = 1024 * 1024;

/**
 * Makes the queue of one API. What many requests have found is often told in one turn, as when their audit entries become durable together: written
 * one after the other in there, sixty pages of 18 MB kept everybody else waiting for seconds.
 */
export function createLongAnswers(): LongAnswers {
  let last: Promise<void> = Promise.resolve();
  const next = () => {
    last = last.then(() => setImmediate());
    return last;
  };
  return { turn: (length) => (length < long ? undefined : next()), next };
}

/** UTF-16 units of a text or its pieces. */
export function lengthOfText(text: string | TextPieces | undefined): number {
  if (text === undefined || typeof text === 'string') return text?.length ?? 0;
  return text.reduce((sum, piece) => sum + piece.length, 0);
}
