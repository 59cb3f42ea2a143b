import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { creation, versionOf } from '../__fixtures__/versions.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { snapshotOfTurn } from './snapshot.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

function file(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baseplate-snapshot-'));
  folders.push(folder);
  return join(folder, 'test.db');
}

/** A connection that writes a number, and the number as a reading connection sees it. */
function numbers() {
  const path = file();
  const writing = new Database(path);
  writing.pragma('journal_mode = WAL');
  writing.exec('CREATE TABLE number (value INTEGER); INSERT INTO number VALUES (0)');
  const reading = new Database(path, { readonly: true });
  const snapshot = snapshotOfTurn(reading);
  const select = reading.prepare('SELECT value FROM number').pluck();
  return {
    write: (value: number) => writing.prepare('UPDATE number SET value = ?').run(value),
    read: () => snapshot(() => select.get()),
    reading,
    close: () => [reading, writing].map((database) => database.close()),
  };
}

test('all that is read before the event loop goes on is one state, and what is read then is the newest', async () => {
  const { write, read, close } = numbers();
  expect(read()).toBe(0);
  write(1);
  await Promise.resolve();
  expect(read()).toBe(0);
  await nextTurn();
  expect(read()).toBe(1);
  close();
});

test('who holds the event loop up reads the newest state afterwards', () => {
  const { write, read, close } = numbers();
  expect(read()).toBe(0);
  write(1);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
  expect(read()).toBe(1);
  close();
});

test('a state that is being read is not ended by a call within, however long it has taken', () => {
  const { write, read, reading, close } = numbers();
  const snapshot = snapshotOfTurn(reading);
  const select = reading.prepare('SELECT value FROM number').pluck();
  const seen = snapshot(() => {
    const before = select.get();
    write(1);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    return [before, snapshot(() => select.get()), select.get()];
  });
  expect(seen).toEqual([0, 0, 0]);
  expect(snapshot(() => select.get())).toBe(1);
  expect(read()).toBe(1);
  close();
});

test('a connection may be closed in the middle of a state, and a failed statement ends none', async () => {
  const { write, read, reading, close } = numbers();
  const snapshot = snapshotOfTurn(reading);
  expect(() => snapshot(() => reading.prepare('SELECT missing FROM number'))).toThrow(/no such column/);
  expect(read()).toBe(0);
  write(1);
  expect(read()).toBe(0);
  close();
  await nextTurn();
});

test('whoever hears that a version was written reads it, however many hear it at once', async () => {
  const store = createSqliteRecordStore({ file: file() });
  await store.start(testContext);
  const writers = 24;
  const rounds = 40;
  const missed: string[] = [];
  const work = async (writer: number) => {
    for (let round = 1; round <= rounds; round += 1) {
      const id = `w${writer}`;
      const version = versionOf({ id, versionId: String(round) });
      const write = round === 1 ? creation({ id }) : { version, expect: { versionId: String(round - 1) } };
      const { outcome } = await store.commit({ epoch: 1, writes: [write] });
      const seen = await store.read({ type: 'Observation', id });
      const found = await store.search({ types: ['Observation'], where: { kind: 'id', ids: [id] }, count: 1 });
      if (outcome !== 'committed' || seen?.versionId !== version.versionId) missed.push(`read ${id} ${round}`);
      if (found.matches[0]?.versionId !== version.versionId) missed.push(`search ${id} ${round}`);
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => work(writer)));
  await store.stop();
  expect(missed).toEqual([]);
});
