import type { Query, RecordStore } from '@baseplate-epr/contracts';
import { createVersionCache } from '@baseplate-epr/record-query';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { observationOf, versionOf, writeOf } from './__fixtures__/versions.ts';
import { type Ask, askOn } from './connection/ask.ts';
import { createStatements } from './connection/statement.ts';
import { createPostgresRecordStore } from './postgres-record-store.ts';
import { createCrowded } from './query/crowded.ts';
import { createPageMemory } from './read/page-memory.ts';
import { planSearch } from './read/search.ts';

const connection = inject('postgresUrl');
const schema = freshSchema();
let store: RecordStore;
let other: RecordStore;
let client: pg.Client;

beforeAll(async () => {
  store = createPostgresRecordStore({ connection, schema });
  other = createPostgresRecordStore({ connection, schema });
  await store.start(testContext);
  await other.start(testContext);
  client = new pg.Client({ connectionString: connection, types: { getTypeParser: parserOf } });
  await client.connect();
  await client.query(`SET search_path TO "${schema}"`);
  const person = versionOf({ type: 'Patient', id: 'p', compartments: [{ type: 'Patient', id: 'p' }] });
  const observed = Array.from({ length: 40 }, (_, number) => observationOf('p', `o${number}`, 'pulse', number));
  await store.commit({ epoch: 0, writes: [person, ...observed].map((version) => ({ version, expect: 'absent' })) });
});
afterAll(async () => {
  await client.end();
  await Promise.all([store.stop(), other.stop()]);
  await dropSchema(connection, schema);
});

const int8 = 20;
function parserOf(oid: number, format: 'text' | 'binary' = 'text') {
  return oid === int8 ? Number : pg.types.getTypeParser(oid, format);
}

const chart: Query = {
  types: ['Observation'],
  where: { kind: 'reference', parameter: 'patient', type: 'Patient', id: 'p' },
  sort: [{ parameter: 'date', entry: 'date', direction: 'descending' }],
  includes: [{ direction: 'forward', source: 'Observation', parameter: 'subject' }],
  count: 20,
};

test('a page with its includes is found by one statement until it was twice, then one asks whether it is the same; its texts likewise', async () => {
  const put: string[] = [];
  const direct = askOn(client, createStatements());
  const ask: Ask = (piece) => {
    put.push(piece.text.includes('v.text') ? 'texts' : piece.text.includes('AS MATERIALIZED') ? 'keys' : 'mark');
    return direct(piece);
  };
  const kept = createVersionCache<string>(1_000_000);
  const settings = {
    homeType: 'Patient',
    candidateLimit: undefined,
    kept,
    pages: createPageMemory(),
    crowded: createCrowded(),
    few: 64,
    led: 64,
  };
  const rounds: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    put.length = 0;
    const { matches, included } = await planSearch(chart, settings).answer(ask);
    expect(matches.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, number) => `o${39 - number}`));
    expect(included.map(({ id }) => id)).toEqual(['p']);
    rounds.push(put.join(' '));
  }
  expect(rounds).toEqual(['keys texts texts', 'keys texts texts', 'mark', 'mark']);
});

test('what another process writes is found at once, however often the earlier version was read', async () => {
  for (let round = 0; round < 3; round += 1) await store.search(chart);
  const changed = { ...observationOf('p', 'o39', 'pulse', 39), versionId: '2', text: '{"changed":true}' };
  await other.commit({ epoch: 0, writes: [writeOf(changed)] });
  const { matches } = await store.search(chart);
  expect(matches[0]).toMatchObject({ id: 'o39', versionId: '2', text: '{"changed":true}' });
  await other.commit({ epoch: 0, writes: [writeOf({ id: 'o39', versionId: '3', deleted: true, text: '' })] });
  const after = await store.search(chart);
  expect(after.matches[0]).toMatchObject({ id: 'o38' });
});

test('a page that would be too long ends early, and includes only what its own matches lead to', async () => {
  const long = 'x'.repeat(6_000_000);
  const entries = (to: string) =>
    [{ kind: 'reference', parameter: 'author', type: 'Practitioner', id: to, url: '' }] as const;
  const writes = ['1', '2', '3', '4'].flatMap((number) => [
    writeOf({ type: 'Practitioner', id: `d${number}` }),
    writeOf({ type: 'Composition', id: `c${number}`, text: `"${long}"`, entries: entries(`d${number}`) }),
  ]);
  await store.commit({ epoch: 0, writes });
  const query: Query = {
    types: ['Composition'],
    includes: [{ direction: 'forward', source: 'Composition', parameter: 'author' }],
    count: 40,
  };
  const first = await store.search(query);
  expect(first.matches.map(({ id }) => id)).toEqual(['c1', 'c2', 'c3']);
  expect(first.included.map(({ id }) => id)).toEqual(['d1', 'd2', 'd3']);
  const second = await store.search({ ...query, cursor: first.next ?? '' });
  expect(second.matches.map(({ id }) => id)).toEqual(['c4']);
  expect(second.included.map(({ id }) => id)).toEqual(['d4']);
});
