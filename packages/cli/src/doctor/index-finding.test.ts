import { expect, test } from 'vitest';
import type { IndexingReport } from '../reindex/read-report.ts';
import { findingLine } from './finding.ts';
import { indexFinding } from './index-finding.ts';

const complete: IndexingReport = {
  state: 'complete',
  done: 2000,
  total: 2000,
  failed: 0,
  failures: [],
  waiting: 0,
  rules: false,
  milliseconds: 1250,
};
const lineOf = (changed: Partial<IndexingReport>) => findingLine(indexFinding({ ...complete, ...changed }));

test('an index that is whole is well', () => {
  expect(lineOf({})).toBe('✓ Search index: every resource is found by what it says.');
});

test('an index by the rules of an earlier release is ill, since searches miss results without a word', () => {
  expect(lineOf({ state: 'due', rules: true })).toBe(
    '✗ Search index: ill. a reindex is due. Until then some searches miss what they should find. Run: baseplate reindex (the record may be in use meanwhile).',
  );
  expect(lineOf({ state: 'running', rules: true, done: 500 })).toContain('ill. it is being made anew, 500 of 2,000');
  expect(lineOf({ state: 'due', rules: true, failed: 1 })).toContain('1 resource could not be indexed, so some');
});

test('a search parameter that waits is to be looked at', () => {
  expect(lineOf({ state: 'due', waiting: 1 })).toContain(
    'look. a reindex is due. Until then 1 search parameter is not',
  );
  expect(lineOf({ state: 'running', waiting: 2 })).toContain('2 search parameters are not offered');
});
