import { expect, test } from 'vitest';
import type { IndexingReport } from './read-report.ts';
import { reindexSummary } from './reindex-summary.ts';

const report: IndexingReport = {
  state: 'complete',
  done: 2000,
  total: 2000,
  failed: 0,
  failures: [],
  waiting: 0,
  rules: false,
  milliseconds: 1250,
};

test('says what was done, or that nothing was', () => {
  expect(reindexSummary(report, true)).toEqual(['Done: 2,000 resources in 1.3 s. Every search parameter is offered.']);
  expect(reindexSummary(report, false)).toEqual([expect.stringContaining('Nothing is due')]);
  expect(reindexSummary({ ...report, state: 'running' }, true)).toEqual([
    expect.stringContaining('Stopped after 2,000'),
  ]);
  expect(reindexSummary({ ...report, state: 'due', waiting: 1 }, true)).toEqual([
    expect.stringContaining('Something new came'),
  ]);
});

test('names what failed, and how many it does not name', () => {
  const failing = { ...report, state: 'due' as const, failed: 3, failures: ['Patient/a'], waiting: 1 };
  const [first, ...more] = reindexSummary(failing, true);
  expect(first).toContain('of which 3 could not be indexed');
  expect(more).toEqual([
    '  Patient/a',
    '  and 2 more',
    expect.stringContaining('1 search parameters are therefore not offered'),
  ]);
});
