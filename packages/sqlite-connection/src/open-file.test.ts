import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenFileOptions, openFile } from './open-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-connection-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const schema = { applicationId: 0x42504154, migrations: ['create table one (a)', 'create table two (b)'] };
function open(options: Partial<OpenFileOptions> = {}): Database.Database {
  return openFile({ file: join(folder, 'made', 'here.db'), kept: 'The ledger', schema, ...options });
}

test('a connection is durable, has its schema, and keeps no more than 4 MB of pages, where the driver alone would keep 16', () => {
  for (let start = 0; start < 2; start += 1) {
    const database = open();
    const found = (name: string) => database.pragma(name, { simple: true });
    expect(['journal_mode', 'synchronous', 'cache_size', 'user_version'].map(found)).toEqual(['wal', 2, -4096, 2]);
    database.close();
  }
});

test('a file whose schema is as it is to be opens while somebody writes to it', () => {
  const writing = open();
  writing.exec('begin immediate');
  open().close();
  writing.close();
});

test('one that only looks makes neither file nor folder, changes no schema, and finds what is there', () => {
  const looking = () => open({ keepsSchema: true });
  expect(looking).toThrow(
    expect.objectContaining({ code: 'precondition-failed', message: expect.stringContaining('is not there') }),
  );
  expect(existsSync(join(folder, 'made'))).toBe(false);
  open({ schema: { ...schema, migrations: schema.migrations.slice(0, 1) } }).close();
  expect(looking).toThrow(
    expect.objectContaining({ code: 'precondition-failed', message: expect.stringContaining('has schema 1') }),
  );
  open().close();
  looking().close();
});

test('a file of something else, of a later program, or that is no database is left as it is, in words', () => {
  const file = join(folder, 'other.db');
  new Database(file).exec('create table theirs (a)').close();
  expect(() => open({ file })).toThrow(expect.objectContaining({ code: 'configuration-invalid' }));
  const later = open();
  later.pragma('user_version = 9');
  later.close();
  expect(() => open()).toThrow(expect.objectContaining({ code: 'storage-newer' }));
  expect(() => open({ file: import.meta.filename })).toThrow(expect.objectContaining({ code: 'storage-corrupt' }));
  expect(() => open({ file: '' })).toThrow('The ledger needs the path of its file.');
});
