import { expect, test } from 'vitest';
import { ratiosOfRounds, roundSide, sideOf } from './side.ts';

const slice = (requests: number, milliseconds: number, cpu: number) => ({
  requests,
  milliseconds,
  cpu,
  latencies: Array.from({ length: requests }, (_, index) => index + 1),
  bytes: requests * 10,
});

test('sums slices up by their middle one', () => {
  const side = sideOf([slice(100, 1000, 50_000), slice(10, 1000, 90_000), slice(120, 1000, 48_000)]);
  expect(side).toMatchObject({ rate: 100, cpu: 500, bytes: 10 });
  expect(side.busy).toBeCloseTo(0.0627, 4);
});

test('compares within a round first, so that a slow moment for both leaves the ratio alone', () => {
  const round = (record: number, floor: number) => ({
    record: roundSide(slice(record, 1000, record * 100)),
    floor: roundSide(slice(floor, 1000, floor * 50)),
  });
  expect(ratiosOfRounds([round(100, 200), round(10, 20), round(400, 800)])).toEqual({ ratio: 0.5, cpuRatio: 0.5 });
});
