import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { raw, type Sql } from '../query/sql.ts';
import { resolveOptions } from '../resolve-options.ts';
import { askOn, type Cell } from './ask.ts';
import { createPools, type Pools } from './pools.ts';
import { createStatements } from './statement.ts';

let pools: Pools;
let ask: (piece: Sql) => Promise<readonly Cell[]>;

beforeEach(() => {
  pools = createPools(resolveOptions({ connection: inject('postgresUrl'), readers: 1 }));
  const statements = createStatements();
  ask = (piece) => pools.reading.lend(async (client) => (await askOn(client, statements)(piece))[0] ?? []);
});
afterEach(() => pools.close());

/** A statement of a shape of its own, which answers with the process of the server that it came to. */
const shape = (number: number, length: number) =>
  raw(`SELECT pg_backend_pid() /* ${number} */ -- `.padEnd(length, '-'));

/** What the one connection has prepared: statements and their characters. */
const prepared = raw(
  'SELECT count(*)::int, coalesce(sum(length(statement)), 0)::int, pg_backend_pid() FROM pg_prepared_statements',
);

async function askTwice(piece: Sql) {
  await ask(piece);
  return ask(piece);
}

test('shapes that come again are prepared, on one connection, as long as they are those of screens', async () => {
  const processes = new Set<Cell | undefined>();
  for (let number = 0; number < 200; number += 1) processes.add((await askTwice(shape(number, 3_000)))[0]);
  expect(processes.size).toBe(1);
  expect(await ask(prepared)).toMatchObject([200, 600_000, [...processes][0]]);
});

test('a statement of very many conditions is answered, and never prepared', async () => {
  for (let number = 0; number < 20; number += 1) await askTwice(shape(number, 20_000));
  await ask(shape(1, 20_000));
  expect((await ask(prepared)).slice(0, 2)).toEqual([0, 0]);
});

test('a connection that has prepared much is replaced, and nobody notices', async () => {
  const processes = new Set<Cell | undefined>();
  let most = 0;
  for (let number = 0; number < 300; number += 1) {
    processes.add((await askTwice(shape(number, 15_000)))[0]);
    if (number % 10 === 0) most = Math.max(most, Number((await ask(prepared))[1]));
  }
  expect(processes.size).toBeGreaterThan(3);
  expect(most).toBeGreaterThan(500_000);
  expect(most).toBeLessThan(1_020_000);
});
