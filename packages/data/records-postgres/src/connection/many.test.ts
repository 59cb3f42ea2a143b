import { type Connections, openConnections, resolvePlace } from '@baseplate-epr/postgres-connection';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { joined, type Sql, type SqlValue, sql } from '../query/sql.ts';
import { askOn } from './ask.ts';
import { manyOf } from './many.ts';
import { createStatements } from './statement.ts';

let connections: Connections;

beforeAll(() => {
  const defaults = { what: 'diary', schema: 'diary', readers: 1 };
  const place = resolvePlace({ connection: inject('postgresUrl') }, defaults);
  connections = openConnections(place, { purpose: 'testing', max: 1 });
});
afterAll(() => connections.close());

const ask = (piece: Sql) => connections.lend((client) => askOn(client, createStatements())(piece));

/** What each is answered by itself, and what all are together, by their places. */
async function bothWays(pieces: readonly Sql[]) {
  const many = manyOf(pieces);
  if (many === undefined) throw new Error('They cannot be put together.');
  const single = [];
  for (const piece of pieces) single.push(await ask(piece));
  const rows = await ask(many);
  const together = pieces.map((_, place) =>
    rows.filter((row) => row.at(-1) === place + 1).map((row) => row.slice(0, -1)),
  );
  return { single, together };
}

const texts = [
  '',
  'a',
  'NULL',
  'null',
  '"',
  '\\',
  '\\"',
  '{a,"b"}',
  ',',
  '{}',
  ' ',
  "'",
  '?',
  '?::int',
  '\u{1F3E5}\n',
  'q.v1',
];

test('values of every kind come to the statement as they are', async () => {
  const shape = (text: string | null, number: number, list: readonly (string | null)[]) =>
    sql`SELECT ${text}, ${text}::text || '!', ${number}::bigint, ${number}::double precision, ${number > 1}::boolean, ${list}::text[]`;
  const pieces = [
    ...texts.map((text, place) => shape(text, place, texts.slice(0, place))),
    shape(null, -1, [null, 'NULL']),
  ];
  const { single, together } = await bothWays(pieces);
  expect(together).toEqual(single);
  expect(together[5]?.[0]?.slice(0, 2)).toEqual(['\\', '\\!']);
});

test('each has its own rows, in their order, and those that have none have none', async () => {
  const numbers = (upTo: number, order: 1 | -1) =>
    sql`SELECT n, ${'x'} FROM generate_series(1, ${upTo}::int) n ORDER BY n * ${order}::int LIMIT 3`;
  const { single, together } = await bothWays([numbers(5, -1), numbers(0, 1), numbers(2, 1), numbers(9, -1)]);
  expect(together).toEqual(single);
  expect(together.map((rows) => rows.map(([number]) => number))).toEqual([[5, 4, 3], [], [1, 2], [9, 8, 7]]);
});

test('what leaves the type of a number open, or has no values, is not put together', () => {
  const limited = (most: SqlValue) => sql`SELECT ${'a'}::text LIMIT ${most}`;
  expect(manyOf([limited(1), limited(2)])).toBeUndefined();
  expect(manyOf([sql`SELECT 1`, sql`SELECT 1`])).toBeUndefined();
  expect(manyOf([])).toBeUndefined();
});

test('what is long, as a search with a list of a thousand conditions is, is put singly: its form would be kept', () => {
  const long = (conditions: number) =>
    sql`SELECT 1 WHERE ${joined(
      Array.from({ length: conditions }, () => sql`${'a'}::text = 'b'`),
      ' OR ',
    )}`;
  expect(manyOf([long(10), long(10)])).toBeDefined();
  expect(manyOf([long(1000), long(1000)])).toBeUndefined();
});
