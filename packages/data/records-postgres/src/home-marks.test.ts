import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Query, RecordStore } from '@baseplate-epr/contracts';
import { migrateSchema } from '@baseplate-epr/postgres-connection';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { observationOf, writeOf } from './__fixtures__/versions.ts';
import { keyOf } from './keys/keys.ts';
import { createPostgresRecordStore } from './postgres-record-store.ts';
import { resolveOptions } from './resolve-options.ts';
import { lockOf } from './write/lock.ts';

const connection = inject('postgresUrl');
let schema: string;
let store: RecordStore;
let client: pg.PoolClient;
let pool: pg.Pool;

beforeEach(async () => {
  schema = freshSchema();
  store = createPostgresRecordStore({ connection, schema });
  pool = new pg.Pool({ connectionString: connection, max: 1 });
  client = await pool.connect();
  await client.query(`SET client_min_messages = warning; CREATE SCHEMA "${schema}"; SET search_path TO "${schema}"`);
});
afterEach(async () => {
  client.release();
  await pool.end();
  await store.stop();
  await dropSchema(connection, schema);
});

const chart: Query = {
  types: ['Observation'],
  where: { kind: 'reference', parameter: 'patient', type: 'Patient', id: 'p' },
  count: 20,
};
const found = async () => (await store.search(chart)).matches.map(({ id, versionId }) => `${id}/${versionId}`);
const write = (id: string, versionId = '1') =>
  store.commit({ epoch: 0, writes: [writeOf({ ...observationOf('p', id, 'pulse', 1), versionId })] });
const home = keyOf('Patient', 'p');
const markOf = async () => (await client.query('SELECT mark FROM home_mark WHERE home = $1', [home])).rows[0]?.mark;

test('a home has another mark after whatever is done to a resource there, whoever does it', async () => {
  await store.start(testContext);
  const marks: unknown[] = [];
  const key = keyOf('Observation', 'b');
  for (const happening of [
    () => write('a'),
    () => write('a', '2'),
    () => store.index({ generation: 1, entries: [{ type: 'Observation', id: 'a', versionId: '2', entries: [] }] }),
    () =>
      store.commit({
        epoch: 0,
        generation: 1,
        writes: [writeOf({ id: 'a', versionId: '3', deleted: true, text: '' })],
      }),
    () => client.query(`INSERT INTO resource VALUES ('${home}', '${key}', 1, 1, 0, false, 'Observation', 'b')`),
    () => client.query(`UPDATE resource SET version = 2 WHERE key = '${key}'`),
  ]) {
    await happening();
    marks.push(await markOf());
  }
  expect(new Set(marks).size).toBe(6);
  expect(marks.every((mark) => /^[0-9a-f-]{36}$/.test(String(mark)))).toBe(true);
});

test('a backup that is restored under a running process brings no page back that was true after it', async () => {
  await store.start(testContext);
  await write('a');
  await found();
  await client.query(copying('CREATE TABLE backup_%1$s AS TABLE %1$s'));
  await write('b');
  await found();
  expect(await found()).toEqual(['a/1', 'b/1']);
  // As `pg_restore` fills tables: before there are triggers.
  await client.query('SET session_replication_role = replica');
  await client.query(copying('TRUNCATE %1$s; INSERT INTO %1$s SELECT * FROM backup_%1$s'));
  expect(await found()).toEqual(['a/1']);
  await write('c');
  expect(await found()).toEqual(['a/1', 'c/1']);
});

test('a page of what was all at home is found anew as soon as something that matches is kept elsewhere, and again when it has gone', async () => {
  await store.start(testContext);
  await write('a');
  for (let round = 0; round < 3; round += 1) expect(await found()).toEqual(['a/1']);
  const before = await markOf();
  const elsewhere = (versionId: string, deleted: boolean) => {
    const one = { ...observationOf('p', 'list', 'pulse', 1), versionId, compartments: [] };
    return writeOf(deleted ? { id: 'list', versionId, deleted, text: '' } : one);
  };
  await store.commit({ epoch: 0, writes: [elsewhere('1', false)] });
  // Nothing has happened at home that the mark of it could tell.
  expect(await markOf()).toBe(before);
  for (let round = 0; round < 3; round += 1) expect(await found()).toEqual(['a/1', 'list/1']);
  await store.commit({ epoch: 0, writes: [elsewhere('2', true)] });
  for (let round = 0; round < 3; round += 1) expect(await found()).toEqual(['a/1']);
});

test('what is kept elsewhere, at a home that has no mark yet, keeps a page from being remembered', async () => {
  await store.start(testContext);
  await write('a');
  const lists = ['list', 'marked'].map((id) => writeOf({ ...observationOf('p', id, 'pulse', 1), compartments: [] }));
  await store.commit({ epoch: 0, writes: lists });
  await client.query('DELETE FROM home_mark WHERE home = $1', [keyOf('Observation', 'list')]);
  for (let round = 0; round < 3; round += 1) expect(await found()).toEqual(['a/1', 'list/1', 'marked/1']);
  await store.commit({ epoch: 0, writes: [writeOf({ id: 'list', versionId: '2', deleted: true, text: '' })] });
  expect(await found()).toEqual(['a/1', 'marked/1']);
});

test('patients of a schema of an earlier release are given marks, so that their pages can be remembered at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  await cp(fileURLToPath(new URL('../migrations', import.meta.url)), folder, { recursive: true });
  const journal = join(folder, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8'));
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 2) }));
  await client.query(`DROP SCHEMA "${schema}"`);
  await migrateSchema(client, resolveOptions({ connection, schema }), folder);
  await rm(folder, { recursive: true });
  await client.query("INSERT INTO compartment VALUES ('Patient/p', 1, 1)");
  // The migration waits for the write in hand, as every write does.
  await client.query('SELECT pg_advisory_lock($1)', [lockOf(schema)]);
  const started = store.start(testContext).then(() => 'started');
  const waiting = async () => {
    const { rows } = await client.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    return rows.length > 0 ? 'waiting' : undefined;
  };
  const first = async (): Promise<string> => (await waiting()) ?? first();
  expect(await Promise.race([started, first()])).toBe('waiting');
  await client.query('SELECT pg_advisory_unlock($1)', [lockOf(schema)]);
  await started;
  expect(await markOf()).toMatch(/^[0-9a-f-]{36}$/);
});

/** A statement for every table of the record. */
function copying(statement: string): string {
  return `DO $$ DECLARE t text; BEGIN FOR t IN SELECT relname FROM pg_class WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r' AND relname NOT LIKE 'backup%' AND relname <> 'migration' LOOP EXECUTE format('${statement}', t); END LOOP; END $$`;
}
