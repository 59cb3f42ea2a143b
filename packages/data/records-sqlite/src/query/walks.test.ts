import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { IndexEntry, Predicate, Query, RecordStore, SortKey, Write } from '@baseplate-epr/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { versionOf } from '../__fixtures__/versions.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';

/*
 * The kit compares stores on small data, where candidates are sorted. Here the data is large enough for indexes to be walked,
 * with many ties, many resources without a value, and several values each.
 */

const reference: RecordStore = createMemoryRecordStore();
let folder: string;
let store: RecordStore;

function idOf(number: number): string {
  return `o${(number * 37) % 600}`;
}

function entriesOf(number: number): readonly IndexEntry[] {
  const entries: IndexEntry[] = [
    { kind: 'token', parameter: 'status', system: 'urn:s', code: number % 9 ? 'final' : 'draft' },
  ];
  entries.push({ kind: 'token', parameter: 'ward', system: 'urn:s', code: `w${number % 4}` });
  entries.push({ kind: 'token', parameter: 'half', system: 'urn:s', code: idOf(number) < 'o35' ? 'first' : 'last' });
  entries.push({ kind: 'string', parameter: 'family', value: `smith${number % 3}`, exact: `Smith${number % 3}` });
  entries.push({ kind: 'string', parameter: 'family', value: `smith${number % 3} of ${number}`, exact: '' });
  const patient = `p${number % 3}`;
  entries.push({ kind: 'reference', parameter: 'patient', type: 'Patient', id: patient, url: '' });
  for (let n = 0; n < number % 4; n += 1) {
    const low = ((number * 7 + n * 13) % 50) * 10;
    entries.push({ kind: 'date', parameter: 'date', low, high: low + 10 * (n + 1), element: n });
    entries.push({ kind: 'string', parameter: 'name', value: `n${low % 70}`, exact: `N${low % 70}` });
    entries.push({ kind: 'number', parameter: 'size', low: low / 4, high: low / 4 });
    entries.push({ kind: 'token', parameter: 'kind', system: '', code: `k${low % 11}` });
  }
  return entries;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  store = createSqliteRecordStore({ file: join(folder, 'records.db') });
  const writes: Write[] = Array.from({ length: 600 }, (_, number) => {
    const compartments = [{ type: 'Patient', id: `p${number % 3}` }];
    const lastUpdated = 1000 + (number % 17);
    const version = versionOf({ id: idOf(number), lastUpdated, compartments, entries: entriesOf(number) });
    return { version, expect: 'absent' };
  });
  for (const each of [store, reference]) {
    await each.start(testContext);
    await each.commit({ epoch: 0, writes });
  }
});
afterAll(async () => {
  await store.stop();
  await rm(folder, { recursive: true });
});

async function everyPage(from: RecordStore, query: Query): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const answer = await from.search(cursor === undefined ? query : { ...query, cursor });
    ids.push(...answer.matches.map(({ id }) => id));
    cursor = answer.next;
    if (cursor === undefined) return ids;
  }
}

const ofWard: Predicate = { kind: 'token', parameter: 'ward', system: 'urn:s', code: 'w1' };
const ofFamily: Predicate = { kind: 'string', parameter: 'family', match: 'starts', value: 'smith2' };
const last: Predicate = { kind: 'token', parameter: 'half', system: 'urn:s', code: 'last' };
const final: Predicate = { kind: 'token', parameter: 'status', code: 'final' };
const conditions: readonly (readonly [string, Predicate | undefined])[] = [
  ['everything', undefined],
  ['a common code', final],
  ['not a rare code', { kind: 'not', predicate: { kind: 'token', parameter: 'status', code: 'draft' } }],
  ['one patient', { kind: 'reference', parameter: 'patient', type: 'Patient', id: 'p1' }],
  ['one compartment', { kind: 'compartment', type: 'Patient', ids: ['p1'] }],
  [
    'one patient’s of a common code',
    { kind: 'and', predicates: [{ kind: 'compartment', type: 'Patient', ids: ['p2'] }, final] },
  ],
  ['candidates that are gathered', ofWard],
  ['candidates that are gathered from many values', ofFamily],
  ['candidates that narrow each other', { kind: 'and', predicates: [ofWard, ofFamily] }],
  [
    'a value that is sought for each resource',
    { kind: 'string', parameter: 'family', match: 'exact', value: 'Smith1' },
  ],
  ['values one of which is sought', { kind: 'or', predicates: [ofWard, { ...ofWard, code: 'w3' }] }],
  ['what stands at one end of the order of ids', last],
  [
    'one or the other, at the end of the order of ids',
    { kind: 'and', predicates: [last, { kind: 'or', predicates: [ofFamily, ofWard] }] },
  ],
  ['what a value holds inside', { kind: 'string', parameter: 'family', match: 'contains', value: 'ith0' }],
  [
    'a later date',
    { kind: 'range', entry: 'date', parameter: 'date', bounds: [{ end: 'high', operator: '>', value: 100 }] },
  ],
];
const keys: readonly (readonly [string, SortKey['entry']])[] = [
  ['_id', 'token'],
  ['_lastUpdated', 'date'],
  ['date', 'date'],
  ['name', 'string'],
  ['size', 'number'],
  ['kind', 'token'],
  ['patient', 'reference'],
];

test.each(conditions)(
  '%s: every order, page by page, as the reference store has it',
  async (_name, where) => {
    for (const [parameter, entry] of keys) {
      for (const direction of ['ascending', 'descending'] as const) {
        const query: Query = {
          types: ['Observation'],
          ...(where && { where }),
          sort: [{ parameter, entry, direction }],
          count: 7,
        };
        const expected = await reference.search({ ...query, count: 1000 });
        expect(await everyPage(store, query), `${parameter} ${direction}`).toEqual(
          expected.matches.map(({ id }) => id),
        );
      }
    }
    const unsorted: Query = { types: [], ...(where && { where }), count: 7 };
    const expected = await reference.search({ ...unsorted, count: 1000 });
    expect(await everyPage(store, unsorted)).toEqual(expected.matches.map(({ id }) => id));
  },
  120_000,
);

test('long lists of ids, codes and alternatives are answered', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => `o${index}`);
  const codes: readonly Predicate[] = many.map((code) => ({ kind: 'token', parameter: 'kind', system: '', code }));
  const search = (where: Predicate) => store.search({ types: ['Observation'], where, count: 0 });
  expect((await search({ kind: 'id', ids: many })).total).toBe(600);
  expect((await search({ kind: 'or', predicates: codes })).total).toBe(0);
  expect((await search({ kind: 'and', predicates: codes })).total).toBe(0);
  let deep: Predicate = final;
  for (let depth = 0; depth < 100; depth += 1) deep = { kind: 'not', predicate: deep };
  expect((await search(deep)).total).toBe((await search(final)).total);
}, 120_000);
