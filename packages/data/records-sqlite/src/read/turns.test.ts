import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

/** Holds the thread up. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test('of many long answers that are asked for together each has a turn of the event loop', async () => {
  const turns = createTurns();
  const answered: number[] = [];
  const ask = async (index: number) => {
    while (turns.isOver()) await turns.next();
    turns.take(() => work(12));
    answered.push(index);
  };
  const asked = Array.from({ length: 8 }, (_, index) => ask(index));
  const between: number[] = [];
  const look = () => {
    between.push(answered.length);
    if (answered.length < 8) setImmediate(look);
  };
  setImmediate(look);
  await Promise.all(asked);
  expect(answered).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  for (const [index, count] of between.entries()) {
    expect(count - (between[index - 1] ?? 0), 'several long answers in one turn').toBeLessThanOrEqual(2);
  }
});

test('short answers share a turn, sixty-four at most', async () => {
  const turns = createTurns();
  let answers = 0;
  while (!turns.isOver() && answers < 1000) {
    turns.take(() => undefined);
    answers += 1;
  }
  expect(answers).toBe(64);
  await turns.next();
  expect(turns.isOver()).toBe(false);
});

test('an answer that fails has taken its time too', () => {
  const turns = createTurns();
  const failing = () => {
    work(12);
    throw new Error('no');
  };
  expect(() => turns.take(failing)).toThrow('no');
  expect(turns.isOver()).toBe(true);
});
