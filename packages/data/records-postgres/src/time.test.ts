import type { RecordStore } from '@baseplate-epr/contracts';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { observationOf, writeOf } from './__fixtures__/versions.ts';
import { createPostgresRecordStore } from './postgres-record-store.ts';
import { lockOf } from './write/lock.ts';

const connection = inject('postgresUrl');
let schema: string;
let store: RecordStore;
/** Somebody who holds others up. */
let other: pg.Client;
let watcher: pg.Client;

const open = async (statementTime: number, searchers = 4) => {
  store = createPostgresRecordStore({ connection, schema, statementTime, readers: 2, searchers });
  await store.start(testContext);
};
beforeEach(async () => {
  schema = freshSchema();
  other = new pg.Client({ connectionString: connection });
  await other.connect();
  watcher = new pg.Client({ connectionString: connection });
  await watcher.connect();
});
afterEach(async () => {
  await other.end();
  await watcher.end();
  await store.stop();
  await dropSchema(connection, schema);
});

const where = { kind: 'token', parameter: 'code', code: 'pulse' } as const;
const query = { types: ['Observation'], where, count: 10 };
const running = async (purpose = 'searching%') => {
  // Of a connection of its own: within a transaction the view stands still.
  const { rows } = await watcher.query(
    "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND application_name LIKE $1",
    [`baseplate record ${purpose}`],
  );
  return rows.length;
};

test('a search, a history and a guard that run too long are too costly; the store goes on', async () => {
  await open(200);
  await store.commit({ epoch: 0, writes: [{ version: observationOf('p', 'a', 'pulse', 1), expect: 'absent' }] });
  await other.query(`BEGIN; LOCK TABLE "${schema}".resource IN ACCESS EXCLUSIVE MODE`);
  const costly = { code: 'query-too-costly', message: expect.stringContaining('`statementTime`') };
  await expect(store.search(query)).rejects.toMatchObject(costly);
  await expect(store.search({ ...query, total: true })).rejects.toMatchObject(costly);
  await expect(store.history({ scope: {}, count: 5 })).rejects.toMatchObject(costly);
  await other.query('ROLLBACK');
  await other.query(`BEGIN; LOCK TABLE "${schema}".token_entry IN ACCESS EXCLUSIVE MODE`);
  const guards = [{ query, expect: { count: 0 } }];
  await expect(store.commit({ epoch: 0, writes: [writeOf({ id: 'b' })], guards })).rejects.toMatchObject(costly);
  await other.query('ROLLBACK');
  expect((await store.search({ ...query, total: true })).total).toBe(1);
  expect(await store.read({ type: 'Observation', id: 'b' })).toBeUndefined();
});

test('a write that waits too long for others fails, in words, and nothing of it is written', async () => {
  await open(200);
  await other.query('SELECT pg_advisory_lock($1)', [lockOf(schema)]);
  const waiting = [
    store.commit({ epoch: 0, writes: [writeOf({ id: 'a' })] }),
    store.fence({ epoch: 5, successor: 's' }),
  ];
  for (const outcome of await Promise.allSettled(waiting)) {
    expect(outcome).toMatchObject({
      status: 'rejected',
      reason: {
        code: 'storage-unavailable',
        message: expect.stringMatching(/Other processes have been writing.*Try again/),
        details: { nothingWritten: true },
      },
    });
  }
  await other.query('SELECT pg_advisory_unlock($1)', [lockOf(schema)]);
  expect(await store.commit({ epoch: 0, writes: [writeOf({ id: 'a' })] })).toEqual({ outcome: 'committed' });
});

test('a search whose caller gives up ends at the server as well', async () => {
  await open(60_000);
  await store.commit({ epoch: 0, writes: [{ version: observationOf('p', 'a', 'pulse', 1), expect: 'absent' }] });
  await other.query(`BEGIN; LOCK TABLE "${schema}".resource IN ACCESS EXCLUSIVE MODE`);
  // What leads to few is not ended: it is soon done.
  const atLength = { ...query, where: { kind: 'not', predicate: { ...where, code: 'weight' } } } as const;
  for (const total of [false, true]) {
    const caller = new AbortController();
    const search = store.search({ ...atLength, total, signal: caller.signal });
    await expect.poll(() => running()).toBe(1);
    caller.abort();
    await expect(search).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => running()).toBe(0);
  }
  await other.query('ROLLBACK');
  const late = AbortSignal.abort();
  await expect(store.search({ ...query, signal: late })).rejects.toMatchObject({ code: 'cancelled' });
  expect((await store.search(query)).matches.length).toBe(1);
});

test('searches that take long wait for each other, and others for none of them', async () => {
  await open(10_000, 1);
  await store.commit({ epoch: 0, writes: [{ version: observationOf('p', 'a', 'pulse', 1), expect: 'absent' }] });
  const slowOnes = ['value-quantity', 'value-concept', 'combo-value'].map((parameter) => ({
    ...query,
    where: {
      kind: 'not',
      predicate: { kind: 'quantity', parameter, bounds: [{ end: 'low', operator: '>', value: 1 }] },
    } as const,
  }));
  // Only those three look at this table.
  await other.query(`BEGIN; LOCK TABLE "${schema}".quantity_entry IN ACCESS EXCLUSIVE MODE`);
  let slowEnded = 0;
  const slow = slowOnes.map(async (each) => {
    const { matches } = await store.search(each);
    slowEnded += 1;
    return matches.length;
  });
  await expect.poll(() => running()).toBe(1);
  const wanted = { kind: 'not', predicate: { ...where, code: 'weight' } } as const;
  expect((await store.search({ ...query, where: wanted })).matches.length).toBe(1);
  expect((await store.search({ ...query, where: wanted, total: true })).total).toBe(1);
  expect(slowEnded).toBe(0);
  await other.query('ROLLBACK');
  expect(await Promise.all(slow)).toEqual([0, 1, 1]);
});

test('a history of everybody that takes long is asked for at length as well', async () => {
  await open(10_000);
  await store.commit({ epoch: 0, writes: [writeOf({ id: 'a' })] });
  await other.query(`BEGIN; LOCK TABLE "${schema}".version IN ACCESS EXCLUSIVE MODE`);
  const history = store.history({ scope: {}, count: 5 });
  await expect.poll(() => running('searching at length')).toBe(1);
  await other.query('ROLLBACK');
  expect((await history).versions.map(({ id }) => id)).toEqual(['a']);
});

test('a process that stands still in the middle of a write is cut off, and the others go on', async () => {
  await open(150);
  // As a process of ours would: the settings of its session, then nothing more.
  await other.query('SET idle_in_transaction_session_timeout = 300');
  other.on('error', () => {});
  await other.query('BEGIN');
  await other.query('SELECT pg_advisory_xact_lock($1)', [lockOf(schema)]);
  const write = () =>
    store.commit({ epoch: 0, writes: [writeOf({ id: 'a' })] }).then(
      ({ outcome }) => outcome,
      () => 'refused',
    );
  expect(await write()).toBe('refused');
  await expect.poll(write, { timeout: 30_000 }).toBe('committed');
});
