import { expect, test } from 'vitest';
import { growthLine } from './growth-line.ts';
import { growthOf } from './growth-of.ts';

const day = 86_400_000;
const sample = (days: number, bytes?: number) => ({
  at: days * day,
  places: bytes === undefined ? {} : { records: { bytes } },
});

test('grows by what came in the last week, a day', () => {
  const samples = [sample(0, 0), sample(10, 1000), sample(14), sample(17, 8000)];
  expect(growthOf(samples, 'records')).toMatchObject({ bytes: 8000, isEstimate: false, aDay: 1000 });
  expect(growthOf([sample(1, 5000), sample(2, 3000)], 'records')?.aDay).toBe(-2000);
});

test('what never told is unknown, and of one sample no growth is told and no line is drawn', () => {
  expect(growthOf([sample(1)], 'records')).toBeUndefined();
  const one = growthOf([sample(1, 5)], 'records');
  expect(one).toEqual({ bytes: 5, isEstimate: false, points: [{ at: day, bytes: 5, isEstimate: false }] });
  expect(one && growthLine(one)).toBeUndefined();
  const two = growthOf([sample(1, 5), sample(3, 10)], 'records');
  expect(String(two && growthLine(two))).toContain('points="0.0,26.0 240.0,4.0"');
});
