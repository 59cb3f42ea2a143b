import { expect, test } from 'vitest';
import { progressLine } from './progress-line.ts';

test('says share, count, rate and the time that is left', () => {
  const line = progressLine({ label: 'Seeding', done: 1500, total: 6000, unit: 'patients', elapsedMilliseconds: 3000 });
  expect(line).toBe('Seeding  ██████░░░░░░░░░░░░░░░░░░  25 %  1,500 of 6,000 patients  500/s  9 s left');
});

test('says what is known when the total is not, or nothing has happened yet', () => {
  const unknown = { label: 'Importing', done: 0, unit: 'resources', elapsedMilliseconds: 0 };
  expect(progressLine(unknown)).toBe('Importing  0 resources');
  expect(progressLine({ ...unknown, total: 0, note: '3 rejected' })).toBe('Importing  0 of 0 resources  3 rejected');
});

test('what was done before the time began does not count for the rate', () => {
  const line = progressLine({
    label: 'x',
    done: 900,
    before: 800,
    total: 1000,
    unit: 'files',
    elapsedMilliseconds: 1000,
  });
  expect(line).toContain('100/s  1 s left');
});

test('never shows more than all', () => {
  const line = progressLine({ label: 'x', done: 12, total: 10, unit: 'files', elapsedMilliseconds: 1000 });
  expect(line).toContain('100 %');
  expect(line).not.toContain('left');
});

test('guesses what is left only from something: the first of many has paid for the start as well', () => {
  const first = { label: 'x', done: 1, total: 100, unit: 'cases', elapsedMilliseconds: 4000 };
  expect(progressLine(first)).not.toContain('left');
  expect(progressLine({ ...first, done: 5 })).toContain('76 s left');
  expect(progressLine({ ...first, elapsedMilliseconds: 15_000 })).toContain('left');
});
