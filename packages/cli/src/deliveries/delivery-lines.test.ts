import type { DeliveryView } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { deliveryLines, deliveryTrouble } from './delivery-lines.ts';

const at = Date.UTC(2026, 10, 21, 8, 14);
const well: DeliveryView = {
  service: 'ward',
  state: 'delivering',
  at,
  lag: 0,
  waiting: 0,
  failing: 0,
  delivered: 1200,
  failures: 0,
  lastDelivered: at,
  deadLetters: { count: 0, oldest: [] },
  unreadable: 0,
};

test('a service that hears of everything is told of in two lines, and is no trouble', () => {
  expect(deliveryLines([well])).toEqual([
    'ward hears of what it should.',
    '  1,200 taken, the last at 2026-11-21 08:14:00; 0 attempts failed.',
  ]);
  expect(deliveryTrouble(well)).toBeUndefined();
  expect(deliveryLines([])).toEqual(['No service subscribes to changes.']);
});

test('what waits and what was put aside is told, with what to do', () => {
  const letter = { version: 'Observation/x/_history/1', attempts: 9, at, reason: 'status 500' as const };
  const view: DeliveryView = {
    ...well,
    state: 'away',
    waiting: 3,
    failing: 1,
    lag: 61_000,
    deadLetters: { count: 1, oldest: [letter] },
  };
  expect(deliveryLines([view]).slice(2)).toEqual([
    '  3 wait, the oldest for 61 s; 1 of them failed before.',
    '  1 put aside:',
    '    Observation/x/_history/1  9 attempts, until 2026-11-21 08:14:00: it answered status 500',
    '  baseplate deliveries --redeliver ward tells it again; --discard ward gives them up.',
  ]);
  expect(deliveryTrouble(view)).toMatch(
    /^ward takes nothing it is told.*; of the changes for ward, 1 were put aside\. See baseplate deliveries\.$/,
  );
});
