import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { intent as entry } from './__fixtures__/intent.ts';
import { moduleContext } from './__fixtures__/module-context.ts';
import { createSqliteAuditLog } from './create-sqlite-audit-log.ts';
import { openDatabase } from './open-database.ts';
import { openLog } from './open-log.ts';
import * as schema from './schema.ts';
import { indexFile, openIndex } from './search-index/open-index.ts';
import { sqliteAudit } from './sqlite-audit-options.ts';

let directory: string;
let file: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'audit-sqlite-'));
  file = join(directory, 'audit.db');
});

afterEach(() => rm(directory, { recursive: true }));

test('the configuration factory names a module that can be loaded', async () => {
  const reference = sqliteAudit({ file });
  const exported: Record<string, unknown> = await import(reference.module);
  expect(exported[reference.factory]).toBe(createSqliteAuditLog);
  expect(structuredClone(reference)).toEqual(reference);
});

test.each([openDatabase, openIndex])(
  'every connection flushes on commit, also to a file that is opened again',
  (open) => {
    for (let round = 0; round < 3; round += 1) {
      const database = open(file);
      expect(database.pragma('synchronous', { simple: true })).toBe(2);
      expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
      database.close();
    }
  },
);

test('nobody else on the machine may look into a folder that it makes', async () => {
  openDatabase(join(directory, 'new', 'data', 'file.db')).close();
  expect((await stat(join(directory, 'new'))).mode & 0o077).toBe(0);
});

test('the tables have the columns of the schema', () => {
  const database = openLog(file);
  for (const table of Object.values(schema)) {
    const { name, columns } = getTableConfig(table);
    const there = database.prepare('select name, lower(type) as type from pragma_table_info(?) order by cid').all(name);
    expect(there).toEqual(columns.map((column) => ({ name: column.name, type: column.getSQLType() })));
  }
  database.close();
});

test('refuses a newer schema, a database of something else, and a file that is none', async () => {
  const start = () => createSqliteAuditLog({ file }).start(moduleContext);
  openDatabase(file).pragma('user_version = 99');
  await expect(start()).rejects.toMatchObject({ code: 'storage-newer' });
  await rm(file);
  new Database(file).exec('create table other (a)').close();
  await expect(start()).rejects.toMatchObject({ code: 'configuration-invalid' });
  await writeFile(file, 'no database at all, but text that is long enough to be one'.repeat(20));
  await expect(start()).rejects.toMatchObject({ code: 'storage-corrupt' });
  await expect(createSqliteAuditLog({ file, groupBytes: 0 }).start(moduleContext)).rejects.toMatchObject({
    code: 'configuration-invalid',
  });
  const nowhere = createSqliteAuditLog({ file: join(file, 'audit.db') });
  await expect(nowhere.start(moduleContext)).rejects.toMatchObject({ code: 'storage-unavailable' });
  await expect(nowhere.append({ entries: [] })).rejects.toMatchObject({ code: 'module-unavailable' });
});

test.each([
  'delete from entry_patient',
  "update name set name = 'q' where name = 'p'",
  "update name set name = 'b' where name = 'a'",
  'update place set agent = 7',
  "update place set request = 's'",
  'update place set time = 2',
  'delete from unresolved_intent',
  "insert into place values (9, 1, 9, 1, 'outcome', 1, 'r'); delete from unresolved_intent",
])('verify notices that an entry was hidden from searches: %s', async (statement) => {
  const log = createSqliteAuditLog({ file });
  await log.start(moduleContext);
  const { head } = await log.append({ entries: [entry] });
  await log.read({ limit: 1 });
  const other = new Database(indexFile(file));
  other.exec(statement);
  other.close();
  const { faults } = await log.verify({});
  expect(faults).toEqual([{ writer: head.writer, sequence: 1, fault: 'changed' }]);
  await log.stop();
});

test('appends that are waiting when the log is stopped are written', async () => {
  const log = createSqliteAuditLog({ file });
  await log.start(moduleContext);
  const appending = log.append({ entries: [entry] });
  await log.stop();
  expect((await appending).head.sequence).toBe(1);
});

test('entries are found whether they were indexed with others, at the read, or by another process', async () => {
  const first = createSqliteAuditLog({ file });
  const second = createSqliteAuditLog({ file });
  await Promise.all([first.start(moduleContext), second.start(moduleContext)]);
  const append = (requestId: string) => first.append({ entries: [{ ...entry, requestId }] });
  for (let batch = 0; batch < 6; batch += 1) {
    await Promise.all(Array.from({ length: 100 }, (_, place) => append(`r-${batch}-${place}`)));
  }
  expect((await second.read({ patient: 'p', limit: 1000 })).entries.length).toBe(600);
  await append('late');
  expect((await second.read({ requestId: 'late', limit: 2 })).entries.length).toBe(1);
  expect((await first.read({ unresolved: true, limit: 1000 })).entries.length).toBe(601);
  await second.append({ entries: [{ ...entry, requestId: 'late', kind: 'outcome', outcome: 'success' }] });
  expect((await first.read({ unresolved: true, limit: 1000 })).entries.length).toBe(600);
  expect(await first.verify({})).toMatchObject({ intact: true, entries: 602 });
  await Promise.all([first.stop(), second.stop()]);
});

test('entries of large searches are taken up a few at a time, so that they kill no thread', {
  timeout: 120_000,
}, async () => {
  const log = createSqliteAuditLog({ file });
  await log.start(moduleContext);
  const large = { ...entry, agent: { ...entry.agent, display: 'x'.repeat(1_000_000) } };
  for (let place = 0; place < 15; place += 1) await log.append({ entries: Array.from({ length: 8 }, () => large) });
  await log.append({ entries: [{ ...entry, requestId: 'last' }] });
  expect((await log.read({ requestId: 'last', limit: 2 })).entries.length).toBe(1);
  expect(await log.health()).toEqual({ status: 'pass' });
  await log.stop();
});

test('where it is to keep the schema, it makes no file and moves no earlier schema on', async () => {
  const look = () => createSqliteAuditLog({ file }).start({ ...moduleContext, keepsSchema: true });
  await expect(look()).rejects.toMatchObject({ code: 'precondition-failed' });
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  const database = openDatabase(file);
  database.pragma('user_version = 0');
  await expect(look()).rejects.toMatchObject({ code: 'precondition-failed' });
  expect(database.pragma('user_version', { simple: true })).toBe(0);
  database.close();
});
