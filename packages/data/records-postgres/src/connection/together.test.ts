import { type Connections, openConnections, resolvePlace } from '@baseplate-epr/postgres-connection';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { sql } from '../query/sql.ts';
import { createStatements } from './statement.ts';
import { createTogether, type Together } from './together.ts';

let connections: Connections;
let lent: { broken: boolean }[];
let together: Together;

beforeEach(() => {
  const defaults = { what: 'diary', schema: 'diary', readers: 4 };
  connections = openConnections(resolvePlace({ connection: inject('postgresUrl') }, defaults), {
    purpose: 'testing',
    max: 4,
  });
  lent = [];
  const lend: Connections['lend'] = async (run) => {
    const one = { broken: false };
    lent.push(one);
    try {
      return await connections.lend(run);
    } catch (error) {
      one.broken = true;
      throw error;
    }
  };
  together = createTogether({ ...connections, lend }, createStatements());
});
afterEach(() => connections.close());

const process = () => together((ask) => ask(sql`SELECT pg_backend_pid()`));
const divide = (by: number) => together(async (ask) => (await ask(sql`SELECT 6 / ${by}::int`))[0]?.[0]);

test('what comes in one turn shares a connection, and each has its own answer or error', async () => {
  const asked = await Promise.allSettled([divide(1), divide(0), divide(2), process(), process()]);
  const [six, failed, three, first, second] = asked;
  expect([six, three]).toMatchObject([{ value: 6 }, { value: 3 }]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
  expect(first).toEqual(second);
  // The connection is good for others.
  await divide(3);
  expect(lent).toEqual([{ broken: false }, { broken: false }]);
});

test('those of one shape are one statement', async () => {
  const began = (number: number) =>
    together(async (ask) => (await ask(sql`SELECT ${number}::int, statement_timestamp()::text`))[0]);
  const [first, other, second] = await Promise.all([began(1), divide(2), began(2)]);
  expect([first?.[0], other, second?.[0]]).toEqual([1, 3, 2]);
  expect(first?.[1]).toBe(second?.[1]);
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test('what comes a turn later shares the statement as long as each turn brings something', async () => {
  const began = () => together(async (ask) => (await ask(sql`SELECT statement_timestamp()::text, ${1}::int`))[0]?.[0]);
  const asked = [began()];
  await nextTurn();
  asked.push(began(), began());
  const [first, ...others] = await Promise.all(asked);
  expect(others).toEqual([first, first]);
  expect(lent.length).toBe(1);
});

test('who asked first does not wait for all who keep coming', async () => {
  const asked: Promise<unknown>[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    asked.push(divide(1));
    await nextTurn();
  }
  expect(lent.length).toBe(3);
  expect(await Promise.all(asked)).toEqual(asked.map(() => 6));
});

test('a crowd takes several connections', async () => {
  const answers = await Promise.all(Array.from({ length: 70 }, (_, number) => divide((number % 6) + 1)));
  expect(answers.slice(0, 6)).toEqual([6, 3, 2, 1, 1, 1]);
  expect(answers.length).toBe(70);
  expect(lent.length).toBe(3);
});

test('if the connection breaks, everybody who has no answer yet hears of it, and it is thrown away', async () => {
  const end = () => together((ask) => ask(sql`SELECT pg_terminate_backend(pg_backend_pid())`));
  const asked = await Promise.allSettled([divide(1), end(), process()]);
  expect(asked[0]).toMatchObject({ value: 6 });
  expect(asked.slice(1).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await divide(3)).toBe(2);
  expect(lent).toEqual([{ broken: true }, { broken: false }]);
});

test('if no connection is to be had, everybody hears of it', async () => {
  await connections.close();
  const asked = await Promise.allSettled([divide(1), divide(2)]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
