import { expect, test } from 'vitest';
import { findRegressions } from './compare-ratios.ts';
import { bestRatios } from './ratios.ts';

const baseline = { read: { cpu: 0.5, rate: 0.4 }, create: { cpu: 0.4, rate: 0.3 } };

test('lets a quarter more processor time pass, and no more', () => {
  expect(findRegressions(baseline, { ...baseline, read: { cpu: 0.4, rate: 0.4 } })).toEqual([]);
  const [found] = findRegressions(baseline, { ...baseline, read: { cpu: 0.399, rate: 0.4 } });
  expect(found).toMatchObject({ operation: 'read', kind: 'cpu', baseline: 0.5, found: 0.399 });
  expect(found?.slower).toBeCloseTo(0.2531, 4);
});

test('notices waiting that takes no processor time', () => {
  expect(findRegressions(baseline, { ...baseline, create: { cpu: 0.4, rate: 0.16 } })).toEqual([]);
  expect(findRegressions(baseline, { ...baseline, create: { cpu: 0.4, rate: 0.14 } })).toMatchObject([
    { operation: 'create', kind: 'rate' },
  ]);
});

test('takes no missing figure, and none that is no number, for a good one', () => {
  expect(() => findRegressions(baseline, { read: baseline.read })).toThrow('"create", which was not measured');
  expect(findRegressions(baseline, { ...baseline, read: { cpu: Number.NaN, rate: 0.4 } })).toHaveLength(1);
});

test('compares best rounds, so that a disturbed one counts for nothing', () => {
  const quiet = { record: { rate: 1000, cpu: 400 }, floor: { rate: 4000, cpu: 100 } };
  const disturbed = { record: { rate: 100, cpu: 4000 }, floor: { rate: 3000, cpu: 130 } };
  expect(bestRatios([disturbed, quiet, disturbed])).toEqual({ cpu: 0.25, rate: 0.25 });
});
