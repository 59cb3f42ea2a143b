import { expect, test } from 'vitest';
import { type JudgedRun, judgeGoals } from './goals.ts';

/** What the goals look at of a run. */
function run(patients: number, read: readonly { concurrency: number; ratio: number }[], peak: number): JudgedRun {
  const operations = read.map((result) => ({ operation: 'read', ...result }));
  return { patients, operations, ingest: [], memory: { end: { peak } } };
}

const foundOf = (result: JudgedRun, goal: string) => judgeGoals(result).find(({ name }) => name === goal)?.found;

test('each number of requests at once is judged by itself, fewest first', () => {
  const read = [
    { concurrency: 16, ratio: 0.499 },
    { concurrency: 1, ratio: 0.5 },
  ];
  expect(foundOf(run(200, read, 0), 'read')).toEqual([
    { concurrency: 1, text: '50 %', met: true },
    { concurrency: 16, text: '50 %', met: false },
  ]);
});

test('what was not measured is not judged: another operation, and memory of another number of patients', () => {
  expect(foundOf(run(100, [], 400e6), 'chart search')).toEqual([]);
  expect(foundOf(run(100, [], 400e6), 'peak memory')).toEqual([]);
  expect(foundOf(run(200, [], 400e6), 'peak memory')?.[0]?.met).toBe(false);
  expect(foundOf(run(200, [], 300e6), 'peak memory')?.[0]?.met).toBe(true);
});
