import { expect, test } from 'vitest';
import { createHistogram } from './histogram.ts';

test('percentiles are right within a tenth, from a tenth of a millisecond to a minute', () => {
  for (const scale of [0.2, 3, 47, 900, 60_000]) {
    const histogram = createHistogram();
    for (let step = 1; step <= 100; step += 1) histogram.add((scale * step) / 100);
    expect(histogram.count()).toBe(100);
    for (const share of [0.5, 0.95]) {
      const found = histogram.percentile(share) / (scale * share);
      // What is shorter than a tenth of a millisecond is told as that.
      expect(found).toBeGreaterThanOrEqual(scale === 0.2 ? 0.9 : 0.999);
      expect(found).toBeLessThan(1.11);
    }
  }
});

test('of none there is none, what takes for ever is counted, and two are one together', () => {
  expect(createHistogram().percentile(0.95)).toBe(0);
  const [fast, slow] = [createHistogram(), createHistogram()];
  fast.add(1);
  slow.add(Number.MAX_SAFE_INTEGER);
  const both = createHistogram(fast, slow);
  expect(both.count()).toBe(2);
  expect(both.percentile(0.5)).toBeLessThan(1.11);
  expect(both.percentile(1)).toBeGreaterThan(90_000);
  expect(fast.count()).toBe(1);
});
