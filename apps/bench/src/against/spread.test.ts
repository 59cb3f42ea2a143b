import { expect, test } from 'vitest';
import { spreadOf, tells } from './spread.ts';

test('half of the ratios lie between the quarters; many rounds on one side tell something', () => {
  const spread = spreadOf([1.3, 0.9, 1.1, 1, 1.2]);
  expect(spread).toEqual({ rounds: 5, low: 1, middle: 1.1, high: 1.2 });
  expect(tells(spread)).toBe(false);
  expect(tells({ ...spread, low: 1.01 })).toBe(false);
  const many = { ...spread, rounds: 8 };
  expect(tells(many)).toBe(false);
  expect(tells({ ...many, low: 1.01 })).toBe(true);
  expect(tells({ ...many, low: 0.8, high: 0.99 })).toBe(true);
});
