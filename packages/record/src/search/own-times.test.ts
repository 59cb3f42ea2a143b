import type { Predicate } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { ownTimesIssues } from './own-times.ts';

const since = Date.UTC(2026, 10, 29);
const updated = (operator: '<' | '>=', value: number): Predicate => ({
  kind: 'lastUpdated',
  bounds: [{ end: 'low', operator, value }],
});
const asked = (where: Predicate) => ownTimesIssues({ timesKnownSince: since }, { where, sort: [] });

test('who asks for a time before the record went over is told by which times the answer goes, wherever it is asked', () => {
  const before = updated('<', since - 1);
  const inside: readonly Predicate[] = [
    before,
    { kind: 'and', predicates: [{ kind: 'all' }, before] },
    { kind: 'not', predicate: { kind: 'or', predicates: [before] } },
    { kind: 'chained', parameter: 'subject', types: ['Patient'], where: before },
    { kind: 'reverseChained', type: 'Observation', parameter: 'subject', where: before },
  ];
  for (const where of inside)
    expect(asked(where)).toEqual([
      { severity: 'warning', code: 'incomplete', diagnostics: expect.stringContaining('2026-11-29T00:00:00.000Z') },
    ]);
});

test('a later time, and a store that has always kept the times of the record, need no warning', () => {
  expect(asked(updated('>=', since))).toEqual([]);
  expect(asked({ kind: 'all' })).toEqual([]);
  expect(ownTimesIssues({}, { where: updated('<', 0), sort: [] })).toEqual([]);
});

test('who sorts by it is told', () => {
  const sort = [{ parameter: '_lastUpdated', entry: 'date', direction: 'descending' }] as const;
  expect(ownTimesIssues({ timesKnownSince: since }, { where: { kind: 'all' }, sort })).toHaveLength(1);
});
