import { expect, test } from 'vitest';
import { createVersionCache } from './version-cache.ts';

const version = (id: string, length = 10) => ({
  type: 'Patient',
  id,
  versionId: '1',
  lastUpdated: 0,
  deleted: false,
  text: 'x'.repeat(length),
  compartments: [],
});

test('keeps what was read twice, and gives the same again', () => {
  const cache = createVersionCache<number>(1000);
  const read = version('a');
  cache.note(1, read);
  expect(cache.find(1)).toBeUndefined();
  cache.note(1, read);
  expect(cache.find(1)).toBe(read);
  expect(cache.find(2)).toBeUndefined();
});

test('its texts are never longer than it may keep, and what was used last stays', () => {
  const cache = createVersionCache<number>(10_000);
  for (let sequence = 1; sequence <= 500; sequence += 1) {
    for (let again = 0; again < 2; again += 1) cache.note(sequence, version(String(sequence), 40));
    cache.find(7);
  }
  const kept = Array.from({ length: 500 }, (_, index) => cache.find(index + 1)).filter((found) => found !== undefined);
  expect(kept.map(({ id }) => id)).toContain('7');
  expect(kept.length * 40).toBeLessThanOrEqual(10_000);
  expect(kept.length).toBeGreaterThan(5);
});

test('one that is larger than half of all is not kept', () => {
  const cache = createVersionCache<number>(1000);
  for (let again = 0; again < 3; again += 1) cache.note(1, version('a', 501));
  expect(cache.find(1)).toBeUndefined();
});

test('what has no text, as a deletion has none, takes room as well', () => {
  const cache = createVersionCache<number>(10_000);
  const numbers = Array.from({ length: 500 }, (_, index) => index);
  for (const number of numbers) for (let again = 0; again < 2; again += 1) cache.note(number, version('a', 0));
  const kept = numbers.filter((number) => cache.find(number) !== undefined);
  expect(kept.length).toBeGreaterThan(5);
  expect(kept.length).toBeLessThan(50);
});
