import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns, type Turns } from './turns.ts';

/** Holds the thread up. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

async function ask(turns: Turns, milliseconds: number, answered: () => void): Promise<void> {
  const turn = turns.wait();
  if (turn !== undefined) await turn;
  turns.take(() => work(milliseconds), turn !== undefined);
  answered();
}

test('of many long answers that are asked for together each has a turn of the event loop', async () => {
  const turns = createTurns();
  const answered: number[] = [];
  const all = Promise.all(Array.from({ length: 8 }, (_, index) => ask(turns, 12, () => answered.push(index))));
  const afterTurn: number[] = [answered.length];
  while (answered.length < 8) {
    await nextTurn();
    afterTurn.push(answered.length);
  }
  await all;
  expect(answered).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  for (const [index, count] of afterTurn.entries())
    expect(count - (afterTurn[index - 1] ?? 0), 'several long answers in one turn').toBeLessThanOrEqual(1);
});

test('who asks meanwhile is not put behind all who wait', async () => {
  const turns = createTurns();
  let answered = 0;
  const crowd = Promise.all(Array.from({ length: 20 }, () => ask(turns, 12, () => (answered += 1))));
  await nextTurn();
  await nextTurn();
  await ask(turns, 0, () => undefined);
  expect(answered).toBeLessThan(6);
  await crowd;
  expect(answered).toBe(20);
});

test('short answers share a turn, sixty-four at most of those who come and as many of those who wait', async () => {
  const turns = createTurns();
  let answered = 0;
  const all = Promise.all(Array.from({ length: 300 }, () => ask(turns, 0, () => (answered += 1))));
  expect(answered).toBe(64);
  await nextTurn();
  expect(answered).toBe(128);
  await all;
});

test('an answer that fails has taken its time too, and lets the next go on', async () => {
  const turns = createTurns();
  const failing = () => {
    work(12);
    throw new Error('no');
  };
  expect(() => turns.take(failing, false)).toThrow('no');
  const turn = turns.wait();
  const next = turns.wait();
  expect([turn, next]).not.toContain(undefined);
  await turn;
  expect(() => turns.take(() => work(0), true)).not.toThrow();
  await next;
});
