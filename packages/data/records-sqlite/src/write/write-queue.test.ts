import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { creation, versionOf } from '../__fixtures__/versions.ts';
import { connect, openDatabase } from '../connection/open-connection.ts';
import { resolveOptions } from '../resolve-options.ts';
import { migrateSchema } from '../schema/migrate.ts';
import { applyCommit } from './commit.ts';
import { createWriteQueue, type WriteQueue } from './write-queue.ts';
import { createWriter, type Writer } from './writer.ts';

let folder: string;
let writer: Writer;
let queue: WriteQueue;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  const database = openDatabase(resolveOptions({ file: join(folder, 'records.db') }), false);
  migrateSchema(database);
  writer = createWriter(connect(database), 1000);
  queue = createWriteQueue(writer);
});
afterEach(async () => {
  writer.connection.database.close();
  await rm(folder, { recursive: true });
});

const commit = (...ids: readonly string[]) =>
  queue.run(ids.length, () => applyCommit(writer, { epoch: 0, writes: ids.map((id) => creation({ id })) }));
const stored = () => writer.connection.statement('SELECT id FROM resource ORDER BY id').pluck().all();

test('writes that arrive together share a transaction; one that fails leaves the others be', async () => {
  const outcomes = await Promise.allSettled([
    commit('a', 'b'),
    queue.run(1, () => {
      writer.versions.write(versionOf({ id: 'lost' }), undefined);
      throw new Error('broken');
    }),
    commit('c'),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(stored()).toEqual(['a', 'b', 'c']);
  const digests = writer.connection.statement('SELECT sum(versions) FROM bucket').pluck().get();
  expect(digests, 'the failed write is in the digests').toBe(3);
});

test('a commit that finds the disk full fails whole and says so; later ones go on', async () => {
  await commit('before');
  const { database } = writer.connection;
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages + 2}`);
  const large = versionOf({ id: 'large', text: 'x'.repeat(100_000) });
  const failing = queue.run(1, () => applyCommit(writer, { epoch: 0, writes: [{ version: large, expect: 'absent' }] }));
  await expect(failing).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('disk is full'),
  });
  expect(stored()).toEqual(['before']);
  database.pragma('max_page_count = 1000000');
  await commit('after');
  expect(stored()).toEqual(['after', 'before']);
});

test('a file that another process holds is waited for once, however many writes share the transaction', async () => {
  const other = openDatabase(resolveOptions({ file: join(folder, 'records.db') }), false);
  const wait = 400;
  writer.connection.database.pragma(`busy_timeout = ${wait}`);
  other.exec('BEGIN IMMEDIATE');
  const begun = performance.now();
  const outcomes = await Promise.allSettled([commit('a'), commit('b'), commit('c')]);
  const waited = performance.now() - begun;
  other.exec('ROLLBACK');
  other.close();
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(waited).toBeGreaterThan(0.9 * wait);
  expect(waited, 'the busy file is waited for again').toBeLessThan(1.8 * wait);
  await commit('after');
  expect(stored()).toEqual(['after']);
});

test('close waits for what is in hand and refuses what comes later', async () => {
  const first = commit('a');
  await queue.close();
  await expect(first).resolves.toEqual({ outcome: 'committed' });
  await expect(commit('b')).rejects.toMatchObject({ code: 'module-unavailable' });
});
