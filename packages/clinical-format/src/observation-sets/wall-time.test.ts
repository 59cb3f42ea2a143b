import { expect, test } from 'vitest';
import { readWallTime } from './wall-time.ts';

const now = Date.UTC(2026, 10, 21, 8, 14);

test.each([
  ['2026-11-21T08:10', '2026-11-21T08:10:00+00:00'],
  ['2026-07-01T08:10', '2026-07-01T08:10:00+01:00'],
  // The hour that happens twice: the later of the two.
  ['2026-10-25T01:30', '2026-10-25T01:30:00+00:00'],
])('reads %s as a time in the United Kingdom', (typed, text) => {
  expect(readWallTime(typed, now)).toMatchObject({ outcome: 'moment', text });
});

test('in the hour that happens twice the future is not meant', () => {
  const summer = Date.parse('2026-10-25T01:40:00+01:00');
  expect(readWallTime('2026-10-25T01:30', summer)).toMatchObject({ text: '2026-10-25T01:30:00+01:00' });
});

test('a time that the clocks leave out, and what is no time', () => {
  expect(readWallTime('2026-03-29T01:30', now).outcome).toBe('never');
  expect(readWallTime('2026-02-30T01:30', now).outcome).toBe('unreadable');
  expect(readWallTime('', now).outcome).toBe('unreadable');
});
