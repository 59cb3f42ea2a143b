import { expect, test, vi } from 'vitest';
import { type IndexWaiting, waitForIndex } from './wait-for-index.ts';

test('who waits for an index that is made anew hears every few seconds how far it is, for what was there when it began', async () => {
  vi.useFakeTimers();
  const told: IndexWaiting[] = [];
  let position = 0;
  const waiting = waitForIndex({
    file: 'audit.db',
    take: async () => {
      vi.advanceTimersByTime(1_000);
      position += 10_000;
      return { position, end: 95_000 + position, batch: 'kept' };
    },
    tell: (progress) => told.push(progress),
  });
  await vi.runAllTimersAsync();
  await waiting;
  expect(position).toBe(110_000);
  expect(told.length).toBe(2);
  expect(told.every(({ entries }) => entries === 105_000)).toBe(true);
  expect(told.map(({ indexed }) => indexed)).toEqual(told.map(({ indexed }) => indexed).toSorted((a, b) => a - b));
  vi.useRealTimers();
});
