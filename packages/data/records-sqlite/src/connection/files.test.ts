import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBaseplateError, type ModuleContext } from '@baseplate-epr/contracts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { resolveOptions } from '../resolve-options.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { openDatabase } from './open-connection.ts';
import { storageError } from './storage-error.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function refusal(file: string, context: ModuleContext = testContext): Promise<{ code: string; message: string }> {
  const store = createSqliteRecordStore({ file });
  const error: unknown = await store.start(context).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isBaseplateError(error)) throw new Error('The start was not refused with a BaseplateError.');
  return error;
}

test('makes the folders that are missing, and refuses in words where none can be made', async () => {
  const store = createSqliteRecordStore({ file: join(folder, 'none', 'data', 'records.db') });
  await store.start(testContext);
  expect(await store.health()).toEqual({ status: 'pass' });
  await store.stop();
  expect(await refusal('/dev/null/data/records.db')).toMatchObject({ code: 'storage-unavailable' });
});

test('nobody else on the machine may look into a folder that it makes', async () => {
  const store = createSqliteRecordStore({ file: join(folder, 'new', 'records.db') });
  await store.start(testContext);
  await store.stop();
  expect((await stat(join(folder, 'new'))).mode & 0o077).toBe(0);
});

test('says what is wrong with a folder in the place of the file, and with a file that is no database', async () => {
  await mkdir(join(folder, 'records.db'));
  expect(await refusal(join(folder, 'records.db'))).toMatchObject({ code: 'storage-unavailable' });
  await writeFile(join(folder, 'text.db'), 'This is a letter, not a database. '.repeat(100));
  expect(await refusal(join(folder, 'text.db'))).toMatchObject({ code: 'storage-corrupt' });
});

test('leaves another program’s database alone', async () => {
  const file = join(folder, 'other.db');
  const other = new Database(file);
  other.exec('CREATE TABLE invoice (number INTEGER)');
  other.close();
  expect(await refusal(file)).toMatchObject({
    code: 'storage-corrupt',
    message: expect.stringContaining('other program'),
  });
});

test('refuses a schema newer than the program, naming both', async () => {
  const file = join(folder, 'records.db');
  const store = createSqliteRecordStore({ file });
  await store.start(testContext);
  await store.stop();
  const later = new Database(file);
  later.pragma('user_version = 99');
  later.close();
  expect(await refusal(file)).toMatchObject({
    code: 'storage-newer',
    details: { found: 99, known: expect.any(Number) },
  });
});

test('only looks where it is to keep the schema: makes no file, moves no earlier schema on, and serves its own', async () => {
  const looking = { ...testContext, keepsSchema: true };
  const file = join(folder, 'records.db');
  expect(await refusal(join(folder, 'none', 'records.db'), looking)).toMatchObject({ code: 'precondition-failed' });
  await expect(stat(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  const store = createSqliteRecordStore({ file });
  await store.start(testContext);
  await store.stop();
  await store.start(looking);
  expect((await store.changes({ limit: 1 })).end).toBe(true);
  await store.stop();
  const earlier = new Database(file);
  earlier.pragma('user_version = 2');
  expect(await refusal(file, looking)).toMatchObject({
    code: 'precondition-failed',
    message: expect.stringMatching(/has schema 2, and this program would bring it to \d+, which only a start/),
  });
  expect(earlier.pragma('user_version', { simple: true })).toBe(2);
  earlier.close();
});

test('refuses options that make no sense, all together', () => {
  const make = () => createSqliteRecordStore({ file: '', candidateLimit: 0, cacheMebibytes: 1.5 });
  expect(make).toThrowError(/`file`.*`candidateLimit`.*`cacheMebibytes`/);
});

test('every connection runs with synchronous = FULL and a write-ahead log, also on a file that was there before', async () => {
  const options = resolveOptions({ file: join(folder, 'records.db') });
  for (const readonly of [false, false, true]) {
    const database = openDatabase(options, readonly);
    expect(database.pragma('synchronous', { simple: true })).toBe(2);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
  }
});

test('tells a read-only file from other troubles, without the driver’s words', async () => {
  const file = join(folder, 'records.db');
  const store = createSqliteRecordStore({ file });
  await store.start(testContext);
  await store.stop();
  const readonly = new Database(file, { readonly: true });
  const write = () => {
    try {
      readonly.exec("INSERT INTO store_fact VALUES ('a', 'b')");
    } catch (error) {
      throw storageError(error);
    }
  };
  expect(write).toThrowError(/read-only.*right to write/);
  readonly.close();
});

test('no file is mapped unless it is asked for: what fails under a map ends the process', async () => {
  const file = join(folder, 'records.db');
  const mapped = (given: { readonly mapMebibytes?: number }, readonly: boolean) => {
    const database = openDatabase(resolveOptions({ file, ...given }), readonly);
    const bytes = database.pragma('mmap_size', { simple: true });
    database.close();
    return bytes;
  };
  expect(mapped({}, false)).toBe(0);
  expect(mapped({}, true)).toBe(0);
  expect(mapped({ mapMebibytes: 8 }, true)).toBe(8 * 1024 * 1024);
  expect(mapped({ mapMebibytes: 8 }, false)).toBe(0);
});
