import { expect, test } from 'vitest';
import { createBreaker } from './breaker.ts';

let time = 0;
const breaker = () => {
  time = 1000;
  return createBreaker({ failuresInARow: 3, pause: 100 }, () => time);
};
const states = (made: ReturnType<typeof breaker>) => made.view().history.map(({ at, to }) => [at, to]);

test('opens after so many failures in a row, and not before', () => {
  const made = breaker();
  for (const outcome of ['failed', 'slow', 'good', 'failed', 'failed'] as const) {
    time += 1;
    const attempt = made.attempt();
    if (outcome === 'good') attempt?.succeeded();
    else attempt?.failed(outcome);
  }
  expect(made.view()).toEqual({ state: 'closed', history: [], awaySince: 1004 });
  time += 1;
  expect(made.attempt()?.failed('slow')).toBe(1004);
  expect(made.view()).toEqual({
    state: 'open',
    awaySince: 1004,
    history: [{ at: 1006, to: 'open', why: 'it took too long, and so did 2 calls before' }],
  });
  expect(made.attempt()).toBeUndefined();
});

test('lets one call through when the pause is over, and closes when that is answered', () => {
  const made = breaker();
  for (let call = 0; call < 3; call += 1) made.attempt()?.failed('failed');
  time = 1099;
  expect(made.attempt()).toBeUndefined();
  time = 1100;
  const trial = made.attempt();
  expect(made.attempt()).toBeUndefined();
  trial?.succeeded();
  expect(made.view()).toMatchObject({ state: 'closed' });
  expect(made.view().awaySince).toBeUndefined();
  expect(states(made)).toEqual([
    [1000, 'open'],
    [1100, 'trying'],
    [1100, 'closed'],
  ]);
  expect(made.attempt()).toBeDefined();
});

test('waits twice as long after each trial that fails, and a trial that nobody waited for is no trial', () => {
  const made = breaker();
  const early = [made.attempt(), made.attempt()];
  for (let call = 0; call < 3; call += 1) made.attempt()?.failed('failed');
  // Both were let through before it opened: what comes of them opens and closes nothing.
  early[0]?.succeeded();
  expect(early[1]?.failed('slow')).toBe(1000);
  time = 1100;
  made.attempt()?.abandoned();
  made.attempt()?.failed('slow');
  expect(states(made)).toEqual([
    [1000, 'open'],
    [1100, 'trying'],
    [1100, 'open'],
  ]);
  time = 1299;
  expect(made.attempt()).toBeUndefined();
  time = 1300;
  made.attempt()?.failed('slow');
  for (let round = 0; round < 20; round += 1) {
    time += 60_000;
    expect(made.attempt()?.failed('slow')).toBe(1000);
  }
  expect(made.view().history.length).toBeLessThanOrEqual(50);
});
