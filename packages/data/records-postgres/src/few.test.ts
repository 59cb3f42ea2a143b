import type { IndexEntry, Predicate, Query, RecordStore, SortKey } from '@baseplate-epr/contracts';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { versionOf, writeOf } from './__fixtures__/versions.ts';
import { createStore } from './postgres-record-store.ts';

const connection = inject('postgresUrl');
const schema = freshSchema();
const names = ['smith', 'smithson', 'smythe', 'jones', 'a\u{1F3E5}', ''];

/** Looks for few in no search, and so answers as the kit's cases have it for searches at length. */
let atLength: RecordStore;
let stores: ReadonlyMap<number, RecordStore>;

beforeAll(async () => {
  atLength = createStore({ connection, schema }, { few: 0, led: 0 });
  await atLength.start(testContext);
  stores = new Map([1, 3, 8, 64].map((few) => [few, createStore({ connection, schema }, { few })]));
  for (const store of stores.values()) await store.start(testContext);
  const people = Array.from({ length: 48 }, (_, number) => person(number));
  const others = [versionOf({ type: 'Person', id: 'other', entries: person(0).entries })];
  const gone = { ...person(5), versionId: '2', deleted: true, text: '', entries: [] };
  await atLength.commit({ epoch: 0, writes: [...people, ...others].map((version) => writeOf(version)) });
  await atLength.commit({ epoch: 0, writes: [writeOf(gone)] });
});
afterAll(async () => {
  await Promise.all([atLength, ...stores.values()].map((store) => store.stop()));
  await dropSchema(connection, schema);
});

/** Some have two names that begin alike, so that two entries lead to them. */
function person(number: number) {
  const [one = '', other = ''] = [names[number % names.length], names[(number * 5) % names.length]];
  const entries: IndexEntry[] = [
    { kind: 'string', parameter: 'name', value: one, exact: one.toUpperCase() },
    { kind: 'string', parameter: 'name', value: `${other}x`, exact: '' },
    { kind: 'token', parameter: 'identifier', system: 'urn:numbers', code: `n${number}` },
    { kind: 'token', parameter: 'ward', system: `urn:${number % 2}`, code: `w${number % 12}` },
    { kind: 'token', parameter: 'gender', system: '', code: number % 3 === 0 ? 'male' : 'female' },
    { kind: 'uri', parameter: 'profile', value: `http://x/${number % 9}` },
    ...(`p${number}` < 'p22' ? [] : [{ kind: 'token', parameter: 'late', system: '', code: 'yes' } as const]),
    ...(number % 4 === 0 ? [] : [{ kind: 'date', parameter: 'birthdate', low: number % 7, high: number } as const]),
  ];
  return versionOf({ type: 'Patient', id: `p${number}`, lastUpdated: 1000 + (number % 10), entries });
}

const leads: readonly Predicate[] = [
  { kind: 'token', parameter: 'identifier', system: 'urn:numbers', code: 'n7' },
  { kind: 'token', parameter: 'identifier', code: 'n5' },
  { kind: 'token', parameter: 'ward', system: 'urn:1', code: 'w3' },
  { kind: 'token', parameter: 'ward', code: 'w4' },
  { kind: 'token', parameter: 'gender', code: 'female' },
  { kind: 'string', parameter: 'name', match: 'starts', value: 'smi' },
  { kind: 'string', parameter: 'name', match: 'starts', value: 'a\u{1F3E5}' },
  { kind: 'string', parameter: 'name', match: 'exact', value: 'JONES' },
  { kind: 'uri', parameter: 'profile', match: 'exact', value: 'http://x/4' },
  { kind: 'id', ids: ['p1', 'p5', 'p11', 'p40', 'nobody', 'other'] },
];
const further: readonly (Predicate | undefined)[] = [
  undefined,
  { kind: 'token', parameter: 'gender', code: 'male' },
  { kind: 'not', predicate: { kind: 'string', parameter: 'name', match: 'starts', value: 'smiths' } },
  { kind: 'missing', parameter: 'birthdate', entry: 'date', missing: true },
];
const sorts: readonly (readonly SortKey[])[] = [
  [],
  [{ parameter: 'name', entry: 'string', direction: 'ascending' }],
  [{ parameter: 'birthdate', entry: 'date', direction: 'descending' }],
  [
    { parameter: '_lastUpdated', entry: 'date', direction: 'descending' },
    { parameter: 'gender', entry: 'token', direction: 'ascending' },
  ],
];
const rule: Predicate = { kind: 'token', parameter: 'gender', code: 'female' };
const queries = leads.flatMap((lead) =>
  further.flatMap((rest) =>
    sorts.map(
      (sort, place): Query => ({
        types: ['Patient'],
        where: { kind: 'and', predicates: rest === undefined ? [lead] : [rest, lead] },
        sort,
        count: [2, 5, 50, 1][place] ?? 20,
        total: place % 2 === 0,
        ...(place === 1 ? { access: { byType: { Patient: rule }, otherwise: { kind: 'none' } } } : {}),
      }),
    ),
  ),
);

/** The whole answer, page by page. */
async function answered(store: RecordStore, query: Query) {
  const pages = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const { matches, total, next } = await store.search({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    pages.push({ ids: matches.map(({ type, id }) => `${type}/${id}`), total });
    cursor = next;
  }
  return pages;
}

test.each([8, 64])('the same holds for all that are asked in one turn (%i are few)', async (few) => {
  const store = stores.get(few) ?? atLength;
  // Those of one shape come one after the other.
  const asked = queries.toSorted((one, other) => shapeOf(one).localeCompare(shapeOf(other)));
  const together = await Promise.all(asked.map((query) => answered(store, query)));
  for (const [place, query] of asked.entries()) {
    expect(together[place], JSON.stringify(query)).toEqual(await answered(atLength, query));
  }
});

/** What is asked, without the values. */
const shapeOf = (query: Query): string =>
  JSON.stringify(query, (key, value) => (['parameter', 'system', 'code', 'value'].includes(key) ? '' : value));

describe.each([1, 3, 8, 64])('%i are few', (few) => {
  test('a page that is found among few is the one that is found at length', async () => {
    const store = stores.get(few) ?? atLength;
    for (const query of queries) {
      expect(await answered(store, query), JSON.stringify(query)).toEqual(await answered(atLength, query));
    }
  });
});

test.each([16, 16_384])(
  'a page in the order of ids is the same, whichever way finds it (%i are gone through)',
  async (led) => {
    const store = createStore({ connection, schema }, { few: 1, led });
    await store.start(testContext);
    // Of these, only one is among the first sixteen of all.
    const late: Predicate = { kind: 'token', parameter: 'late', code: 'yes' };
    for (const where of [...leads, late]) {
      for (const count of [1, 2, 20]) {
        for (const access of [undefined, { byType: { Patient: rule }, otherwise: { kind: 'none' } }] as const) {
          const query: Query = { types: ['Patient'], where, count, ...(access && { access }) };
          expect(await answered(store, query), JSON.stringify(query)).toEqual(await answered(atLength, query));
        }
      }
    }
    await store.stop();
  },
);

test('the questions have answers of every length', async () => {
  const found = await Promise.all(
    queries.map(async (query) => (await atLength.search({ ...query, count: 50 })).matches),
  );
  const lengths = new Set(found.map(({ length }) => length));
  expect([...lengths].toSorted((one, other) => one - other).slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(Math.max(...lengths)).toBeGreaterThan(20);
});
