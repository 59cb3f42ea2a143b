import assert from 'node:assert/strict';
import type { IndexEntry, IndexEntryKind, SortKey } from '@baseplate-epr/contracts';
import { find, pages, put } from './actions.ts';
import { date, number, quantity, reference, text, token, uri } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** Observations by id, with these entries, and their order by each combination of keys. */
interface SortTable {
  readonly name: string;
  readonly resources: Readonly<Record<string, readonly IndexEntry[]>>;
  readonly orders: readonly (readonly [sort: readonly SortKey[], ids: string])[];
}

const up = (parameter: string, entry: IndexEntryKind): SortKey => ({ parameter, entry, direction: 'ascending' });
const down = (parameter: string, entry: IndexEntryKind): SortKey => ({ parameter, entry, direction: 'descending' });

const tables: readonly SortTable[] = [
  {
    name: 'strings by the bytes of their folded value',
    resources: {
      a: [text('name', 'b', 'b')],
      b: [text('name', 'A', 'a')],
      c: [text('name', 'Z', 'Z')],
      d: [text('name', 'é', 'é')],
      e: [text('name', "'", '')],
      f: [text('name', 'ab', 'ab')],
    },
    orders: [
      [[up('name', 'string')], 'e c b f a d'],
      [[down('name', 'string')], 'd a f b c e'],
    ],
  },
  {
    name: 'characters outside the Basic Multilingual Plane after those inside',
    resources: {
      a: [text('name', '\u{1F3E5}')],
      b: [text('name', '\uFFFD')],
      c: [text('name', '\uE000')],
      d: [text('name', '\u{10000}')],
      e: [text('name', 'z')],
    },
    orders: [
      [[up('name', 'string')], 'e c b d a'],
      [[down('name', 'string')], 'a d b c e'],
    ],
  },
  {
    name: 'strings by their beginning, not by a later word',
    resources: {
      a: [text('name', 'Smith-Jones', 'smith jones'), text('name', '', 'jones')],
      b: [text('name', 'Mills')],
      c: [text('name', 'de la Cruz', 'de la cruz'), text('name', '', 'la cruz'), text('name', '', 'cruz')],
      d: [text('name', '', 'zz')],
    },
    orders: [
      [[up('name', 'string')], 'c b a d'],
      [[down('name', 'string')], 'a b c d'],
    ],
  },
  {
    name: 'long strings by their last character',
    resources: {
      a: [text('name', `${'é'.repeat(511)}b`)],
      b: [text('name', `${'é'.repeat(511)}a`)],
      c: [text('name', 'é'.repeat(511))],
    },
    orders: [
      [[up('name', 'string')], 'c b a'],
      [[down('name', 'string')], 'a b c'],
    ],
  },
  {
    name: 'what has no value last, in both directions',
    resources: { a: [], b: [number('n', 2)], c: [token('n', '0')], d: [number('n', 1)] },
    orders: [
      [[up('n', 'number')], 'd b a c'],
      [[down('n', 'number')], 'b d a c'],
    ],
  },
  {
    name: 'by the least value ascending, by the greatest descending',
    resources: {
      a: [number('n', 1), number('n', 9)],
      b: [number('n', 2)],
      c: [number('n', 10)],
      d: [number('n', 5), number('n', 3)],
    },
    orders: [
      [[up('n', 'number')], 'a b d c'],
      [[down('n', 'number')], 'c a d b'],
    ],
  },
  {
    name: 'dates and quantities by low ascending and high descending',
    resources: {
      a: [date('d', -5, 100), quantity('q', 3, { unit: 'mg' })],
      b: [date('d', 0, 1), quantity('q', 20, { unit: 'g' })],
      c: [date('d', -10, 50), quantity('q', 100)],
      d: [date('d', 7, 8_640_000_000_000_000)],
    },
    orders: [
      [[up('d', 'date')], 'c a b d'],
      [[down('d', 'date')], 'd a c b'],
      [[up('q', 'quantity')], 'a b c d'],
      [[down('q', 'quantity')], 'c b a d'],
    ],
  },
  {
    name: 'tokens by code, references by name or URL, URIs by value',
    resources: {
      a: [token('t', 'z|1'), reference('r', 'Patient/2'), uri('u', 'http://b')],
      b: [token('t', 'a|2'), reference('r', 'Group/9'), uri('u', 'http://a')],
      c: [token('t', '10'), reference('r', 'https://x/Group/1'), uri('u', 'HTTP://c')],
    },
    orders: [
      [[up('t', 'token')], 'a c b'],
      [[down('t', 'token')], 'b c a'],
      [[up('r', 'reference')], 'b a c'],
      [[down('r', 'reference')], 'c a b'],
      [[up('u', 'uri')], 'c b a'],
    ],
  },
  {
    name: 'by several keys, each in its direction, ties by id',
    resources: {
      a: [token('t', 'x'), number('n', 1)],
      b: [token('t', 'x'), number('n', 2)],
      c: [token('t', 'w'), number('n', 1)],
      d: [token('t', 'x')],
      e: [number('n', 3)],
      B: [token('t', 'x'), number('n', 1)],
    },
    orders: [
      [[up('t', 'token'), down('n', 'number')], 'c b B a d e'],
      [[down('t', 'token'), up('n', 'number')], 'B a b d c e'],
      [[down('n', 'number'), down('t', 'token')], 'e b B a c d'],
      [[up('t', 'token'), down('_id', 'token')], 'c d b a B e'],
      [[down('_id', 'token')], 'e d c b a B'],
      [[up('_id', 'token')], 'B a b c d e'],
      [[], 'B a b c d e'],
    ],
  },
];

/** Order of an answer, whole and page by page. */
export const sortCases: readonly RecordStoreCase[] = [
  ...tables.map(({ name, resources, orders }) =>
    safetyCase(`sort: ${name}`, async ({ adapter, random }) => {
      for (const [id, entries] of random.shuffle(Object.entries(resources))) await put(adapter, { id, entries });
      for (const [sort, ids] of orders) {
        const promise = `The order is not as the contract says: ${JSON.stringify(sort)}.`;
        const whole = await find(adapter, { types: ['Observation'], sort });
        assert.equal(whole.matches.map(({ id }) => id).join(' '), ids, promise);
        for (const count of [1, 2, 3]) {
          const paged = await pages(adapter, { types: ['Observation'], sort, count });
          const seen = paged.flatMap(({ matches }) => matches.map(({ id }) => id)).join(' ');
          assert.equal(seen, ids, `${promise} (in pages of ${count})`);
        }
      }
    }),
  ),
  safetyCase('sort: by the time of the current version, ties by type and id', async ({ adapter }) => {
    await put(
      adapter,
      { id: 'b', lastUpdated: 5 },
      { id: 'a', lastUpdated: 5 },
      { type: 'Basic', id: 'z', lastUpdated: 5 },
    );
    await put(adapter, { id: 'c', lastUpdated: 1 }, { id: 'd', lastUpdated: 40 });
    await put(adapter, { id: 'c', version: 2, lastUpdated: 300 });
    const ids = async (sort: SortKey[]) => (await find(adapter, { sort })).matches.map(({ id }) => id).join(' ');
    const promise = 'The order by time is not as the contract says.';
    assert.equal(await ids([up('_lastUpdated', 'date')]), 'z a b d c', promise);
    assert.equal(await ids([down('_lastUpdated', 'date')]), 'c d z a b', promise);
  }),
];
