import { expect, test } from 'vitest';
import { createKeptValues } from './kept-values.ts';

test('it awaits what it was asked about before, or keeps, and keeps that at once', () => {
  const kept = createKeptValues<string, string>({ most: 100, sizeOf: (value) => value.length });
  expect(kept.awaits('page')).toBe(false);
  expect(kept.awaits('page')).toBe(true);
  kept.note('page', 'text');
  expect(kept.find('page')).toBe('text');
  expect(kept.awaits('page')).toBe(true);
  kept.note('other', 'text');
  expect(kept.find('other')).toBeUndefined();
  expect(kept.awaits('other')).toBe(true);
});
