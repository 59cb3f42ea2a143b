import { expect, test } from 'vitest';
import { createGrowthRule } from './heap-growth.ts';

test('a heap that is collected more than twice a second may grow more, until it is collected seldom again', () => {
  const percentAt = createGrowthRule();
  const moments = [1_000, 1_600, 2_000, 2_900, 4_800, 6_900, 7_800, 8_200];
  expect(moments.map(percentAt)).toEqual([20, 20, 40, 40, 40, 20, 20, 40]);
});
