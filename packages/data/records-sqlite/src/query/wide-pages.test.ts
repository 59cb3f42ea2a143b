import type { Predicate, Query } from '@baseplate-epr/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { versionOf } from '../__fixtures__/versions.ts';
import { type WrittenRecord, writtenRecord } from '../__fixtures__/written-record.ts';
import { createVersionReader } from '../read/read-version.ts';
import { search } from '../read/search.ts';

/*
 * A page of a search that many match visits few rows beside how many match: of the 4,000 here, 1,000 bear the name, and half have the code.
 */

const patients = 4000;
let record: WrittenRecord;

beforeAll(async () => {
  const versions = Array.from({ length: patients }, (_, number) => {
    const name = number % 4 === 0 ? 'smith' : 'jones';
    return versionOf({
      type: 'Patient',
      id: `p${(number * 1237) % patients}`,
      lastUpdated: 1000 + number,
      entries: [
        { kind: 'string', parameter: 'name', value: name, exact: name },
        { kind: 'string', parameter: 'name', value: `${name} of ${number}`, exact: '' },
        { kind: 'token', parameter: 'code', system: 'urn:s', code: number % 2 === 0 ? 'even' : 'odd' },
        { kind: 'token', parameter: 'recent', system: 'urn:s', code: number > patients - 200 ? 'yes' : 'no' },
        { kind: 'date', parameter: 'birthdate', low: number * 7919, high: number * 7919 },
      ],
    });
  });
  record = await writtenRecord(versions);
});
afterAll(() => record.close());

const named: Predicate = { kind: 'string', parameter: 'name', match: 'starts', value: 'smith' };
const exactly: Predicate = { kind: 'string', parameter: 'name', match: 'exact', value: 'smith' };
const inside: Predicate = { kind: 'string', parameter: 'name', match: 'contains', value: 'mit' };
const coded: Predicate = { kind: 'token', parameter: 'code', system: 'urn:s', code: 'even' };
const recent: Predicate = { kind: 'token', parameter: 'recent', system: 'urn:s', code: 'yes' };
const newest: Query['sort'] = [{ parameter: '_lastUpdated', entry: 'date', direction: 'descending' }];
const oldest: Query['sort'] = [{ parameter: 'birthdate', entry: 'date', direction: 'ascending' }];

test.each<readonly [string, number, Omit<Query, 'types' | 'count'>]>([
  ['the beginning of a name', 600, { where: named }],
  ['a name exactly', 400, { where: exactly }],
  ['a name and a code', 400, { where: { kind: 'and', predicates: [named, coded] } }],
  ['a code', 400, { where: coded }],
  ['a name, the newest', 400, { where: named, sort: newest }],
  ['a code, the oldest', 400, { where: coded, sort: oldest }],
  ['a name, part of which is asked for', 900, { where: inside }],
  ['few of a name', 900, { where: { kind: 'and', predicates: [named, recent] } }],
])('%s: a page, and the next, visit few rows beside all that match', (_, most, asked) => {
  const { connection } = record;
  const reader = createVersionReader(connection);
  const query: Query = { types: ['Patient'], count: 20, ...asked };
  const before = connection.budget.visited();
  const first = search(connection, reader, query, Number.POSITIVE_INFINITY);
  expect(first.matches).toHaveLength(20);
  expect(connection.budget.visited() - before).toBeLessThan(most);
  const { next } = first;
  if (next === undefined) throw new Error('There is no next page.');
  const between = connection.budget.visited();
  const second = search(connection, reader, { ...query, cursor: next }, Number.POSITIVE_INFINITY);
  expect(second.matches).toHaveLength(20);
  expect(connection.budget.visited() - between).toBeLessThan(most);
});
