import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { createSqliteStateStore } from './create-sqlite-state-store.ts';
import { openDatabase } from './open-database.ts';
import * as schema from './schema.ts';
import { sqliteState } from './sqlite-state-options.ts';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'state-sqlite-'));
  file = join(directory, 'state.db');
});

afterEach(() => rm(directory, { recursive: true }));

test('the configuration factory names a module that can be loaded', async () => {
  const reference = sqliteState({ file });
  const exported: Record<string, unknown> = await import(reference.module);
  expect(exported[reference.factory]).toBe(createSqliteStateStore);
  expect(structuredClone(reference)).toEqual(reference);
});

test('every connection flushes on commit, also to a file that is opened again', () => {
  for (let round = 0; round < 3; round += 1) {
    const database = openDatabase(file);
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
  }
});

test('nobody else on the machine may look into a folder that it makes', async () => {
  openDatabase(join(directory, 'new', 'data', 'file.db')).close();
  expect((await stat(join(directory, 'new'))).mode & 0o077).toBe(0);
});

test('the tables have the columns of the schema', () => {
  const database = openDatabase(file);
  for (const table of Object.values(schema)) {
    const { name, columns } = getTableConfig(table);
    const there = database.prepare('select name, lower(type) as type from pragma_table_info(?) order by cid').all(name);
    expect(there).toEqual(columns.map((column) => ({ name: column.name, type: column.getSQLType() })));
  }
  database.close();
});

test('refuses a newer schema and a database of something else', async () => {
  const start = () => createSqliteStateStore({ file }).start(moduleContext);
  openDatabase(file).pragma('user_version = 99');
  await expect(start()).rejects.toMatchObject({ code: 'storage-newer' });
  await rm(file);
  new Database(file).exec('create table other (a)').close();
  await expect(start()).rejects.toMatchObject({ code: 'configuration-invalid' });
});

test('of compare-and-sets through two stores on the same file exactly one is written', async () => {
  const stores = [createSqliteStateStore({ file }), createSqliteStateStore({ file })];
  for (const store of stores) await store.start(moduleContext);
  const set = { key: 'k', value: 'v', ifVersion: null };
  const results = await Promise.all(stores.map((store) => store.namespace({ name: 'race' }).set(set)));
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['conflict', 'written']);
  for (const store of stores) await store.stop();
});

test('expired entries are swept on occasion of writes', async () => {
  const store = createSqliteStateStore({ file });
  await store.start(moduleContext);
  const { set } = store.namespace({ name: 'sweep' });
  await set({ key: 'old', value: 'v', expiresAt: 1 });
  await Promise.all(Array.from({ length: 1_000 }, () => set({ key: 'k', value: 'v' })));
  await set({ key: 'k', value: 'v' });
  await store.stop();
  const database = openDatabase(file);
  expect(database.prepare('select cast(key as text) from state_entry').pluck().all()).toEqual(['k']);
  expect(database.prepare('select bytes from namespace').pluck().all()).toEqual([2]);
  database.close();
});

test('where it is to keep the schema, it makes no file and moves no earlier schema on', async () => {
  const look = () => createSqliteStateStore({ file }).start({ ...moduleContext, keepsSchema: true });
  await expect(look()).rejects.toMatchObject({ code: 'precondition-failed' });
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  const database = openDatabase(file);
  database.pragma('user_version = 0');
  await expect(look()).rejects.toMatchObject({ code: 'precondition-failed' });
  expect(database.pragma('user_version', { simple: true })).toBe(0);
  database.close();
});
