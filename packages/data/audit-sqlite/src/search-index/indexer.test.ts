import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { canonicalEntry } from '@baseplate-epr/contract-rules';
import type { AuditEntry } from '@baseplate-epr/contracts';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { intent as plain } from '../__fixtures__/intent.ts';
import { moduleContext } from '../__fixtures__/module-context.ts';
import { type ChainWriter, createChainWriter } from '../chain-writer.ts';
import { createSqliteAuditLog } from '../create-sqlite-audit-log.ts';
import { openDatabase } from '../open-database.ts';
import { openLog } from '../open-log.ts';
import { indexInBackground } from './background.ts';
import { createIndexer, type Indexer } from './indexer.ts';
import { emptyIndex } from './match-index.ts';
import { indexFile, openIndex } from './open-index.ts';

let directory: string;
let file: string;
let log: Database;
let index: Database;
let chain: ChainWriter;
let indexer: Indexer;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'audit-index-'));
  file = join(directory, 'audit.db');
  log = openDatabase(file);
  index = openIndex(file);
  chain = createChainWriter(log, 'w');
  indexer = createIndexer(log, index);
});

afterEach(() => {
  index.close();
  log.close();
  rmSync(directory, { recursive: true });
});

const entry = { ...plain, kind: 'access', action: 'read' } as AuditEntry;
let written = 0;
beforeEach(() => {
  written = 0;
});

function write(count: number, given: Partial<AuditEntry> = {}): void {
  const contents = Array.from({ length: count }, (_, place) => {
    return canonicalEntry({ ...entry, ...given } as AuditEntry, 'w', written + place + 1);
  });
  written += count;
  chain.write(contents);
}
const indexed = () => index.prepare('select count(*) from place').pluck().get();

test('a take is bounded by entries, by their content and by their patients, and is at least one entry', () => {
  const patients = (count: number) => ({ patients: Array.from({ length: count }, (_, place) => `p-${place}`) });
  write(1, patients(600));
  write(2, patients(250));
  write(2, { agent: { ...entry.agent, display: 'x'.repeat(60_000) } });
  write(33);
  const places = [1, 3, 5, 37, 38].map(() => {
    indexer.take();
    return indexed();
  });
  expect(places).toEqual([1, 3, 5, 37, 38]);
  expect(indexer.take()).toEqual({ position: 38, end: 38, batch: 'kept' });
});

test('a batch is durable when it is full, also by its patients, or when nothing is left; others see nothing of it before', () => {
  const other = openIndex(file);
  const mark = () => other.prepare('select position from indexed').pluck().get();
  write(1_024 + 32 + 1);
  for (let take = 1; take < 32; take += 1) {
    expect(indexer.take()).toEqual({ position: 0, end: 1_057, batch: 'amid' });
    expect(mark()).toBe(0);
  }
  expect(indexer.take()).toEqual({ position: 1_024, end: 1_057, batch: 'kept' });
  expect(mark()).toBe(1_024);
  expect([indexer.take().batch, indexer.take().batch, mark()]).toEqual(['amid', 'kept', 1_057]);
  write(3, { patients: Array.from({ length: 6_000 }, (_, place) => `p-${place}`) });
  expect([indexer.take().batch, indexer.take().batch, mark()]).toEqual(['amid', 'kept', 1_059]);
  other.close();
});

test('while another process is amid its batch nothing is taken, and one that waits is told; what that one leaves is taken up', () => {
  write(100);
  const otherIndex = openIndex(file);
  const other = createIndexer(log, otherIndex);
  expect(other.take().batch).toBe('amid');
  expect(indexer.take()).toEqual({ position: 0, end: 100, batch: 'elsewhere' });
  expect(() => indexer.take(1)).toThrow('Another program held the file for too long');
  otherIndex.close();
  for (let take = 0; take < 4; take += 1) indexer.take();
  expect(indexed()).toBe(100);
});

test('what fails within a batch takes all of it back, and is taken up again from where the last one ended', () => {
  write(40);
  index.exec(
    "create temp trigger full before insert on place when new.sequence > 35 begin select raise(abort, 'no room'); end",
  );
  expect(indexer.take().batch).toBe('amid');
  expect(() => indexer.take()).toThrow(
    expect.objectContaining({ code: 'storage-unavailable', cause: expect.objectContaining({ message: 'no room' }) }),
  );
  expect([index.inTransaction, indexed()]).toEqual([false, 0]);
  index.exec('drop trigger full');
  expect([indexer.take().batch, indexer.take().batch, indexed()]).toEqual(['amid', 'kept', 40]);
});

test('an intent is unresolved only if no outcome of its request stands before or after it, in this batch or another', () => {
  const intent = { kind: 'intent' } as const;
  const outcome = { kind: 'outcome', outcome: 'success' } as const;
  const unresolved = () => index.prepare('select request from unresolved_intent order by position').pluck().all();
  write(1, { ...outcome, requestId: 'begins with its outcome' });
  for (const requestId of ['ends later', 'twice', 'alone']) write(1, { ...intent, requestId });
  for (const kind of [intent, outcome, intent]) write(1, { ...kind, requestId: 'both at once' });
  indexer.take();
  expect(unresolved()).toEqual(['ends later', 'twice', 'alone']);
  write(1, { ...intent, requestId: 'begins with its outcome' });
  write(1, { ...outcome, requestId: 'ends later' });
  for (const kind of [intent, outcome]) write(1, { ...kind, requestId: 'twice' });
  for (let again = 0; again < 2; again += 1) write(1, { ...intent, requestId: 'alone' });
  indexer.take();
  expect(unresolved()).toEqual(['alone', 'alone', 'alone']);
});

test('numbers of names are not remembered beyond the index that they were given in', () => {
  const named = 'select n.name from entry_patient p join name n on n.number = p.patient order by p.position';
  for (const patient of ['p', 'q']) write(1, { patients: [patient] });
  indexer.take();
  const other = openIndex(file);
  emptyIndex(other);
  other.prepare("insert into name values (1, 'x'), (2, 'y'), (3, 'z')").run();
  other.close();
  indexer.take();
  expect(index.prepare(named).pluck().all()).toEqual(['p', 'q']);
});

test('in the background what others left is taken up, then a batch once there is enough for one, by entries or by content', async () => {
  write(40);
  const background = indexInBackground(() => indexer.take());
  const end = async (count: number) => expect.poll(indexed, { interval: 5 }).toBe(count);
  await end(40);
  write(1_023);
  background.written(Array(1_023).fill(''));
  await setTimeout(20);
  expect(indexed()).toBe(40);
  write(1);
  background.written(['']);
  await end(1_064);
  write(1);
  background.written(['x'.repeat(1_000_000)]);
  await end(1_065);
  background.stop();
});

test.each([
  ['is gone', () => rmSync(indexFile(file))],
  [
    'is of a later state of the log, as beside a backup that was restored',
    () => copyFileSync(join(directory, 'before.db'), file),
  ],
])('an index that %s is made anew, and finds what is there', async (_, change) => {
  const start = async () => {
    const store = createSqliteAuditLog({ file });
    await store.start(moduleContext);
    return store;
  };
  const agent = (id: string) => ({ agent: { ...entry.agent, id } });
  const first = await start();
  await first.append({ entries: [{ ...entry, ...agent('early') } as AuditEntry] });
  await first.stop();
  log.pragma('wal_checkpoint(truncate)');
  copyFileSync(file, join(directory, 'before.db'));
  const second = await start();
  await second.append({ entries: [{ ...entry, ...agent('late') } as AuditEntry] });
  expect((await second.read({ patient: 'p', limit: 5 })).entries.length).toBe(2);
  await second.stop();
  index.close();
  log.close();
  change();
  const third = await start();
  await third.append({ entries: [{ ...entry, ...agent('new') } as AuditEntry] });
  const found = (await third.read({ patient: 'p', limit: 5 })).entries.map((one) => one.agent.id).sort();
  expect(found).toEqual(change.toString().includes('copy') ? ['early', 'new'] : ['early', 'late', 'new']);
  expect((await third.read({ agent: 'late', limit: 5 })).entries.length).toBe(found.length - 2);
  expect(await third.verify({})).toMatchObject({ intact: true, entries: found.length });
  await third.stop();
});

async function startStore() {
  const store = createSqliteAuditLog({ file });
  await store.start(moduleContext);
  return store;
}

test('while another process is amid its batch a log starts, and appends', async () => {
  index.exec('begin immediate');
  const store = await startStore();
  await store.append({ entries: [entry] });
  index.exec('rollback');
  expect((await store.read({ limit: 5 })).entries.length).toBe(1);
  await store.stop();
});

test('a batch that a search began and did not have to wait for goes on, so that other processes can index', async () => {
  const store = await startStore();
  await store.read({ limit: 1 });
  index.exec('begin immediate');
  await store.append({ entries: [entry] });
  const reading = store.read({ limit: 1 });
  await setTimeout(50);
  write(900);
  index.exec('update indexed set position = 1, hash = null; commit');
  await reading;
  await expect.poll(indexed, { interval: 5 }).toBe(900);
  await store.stop();
});

test('while entries that are there are loaded, nobody waits for the log until they are indexed', async () => {
  const [store, other] = [await startStore(), await startStore()];
  await store.append({ entries: [entry, entry] });
  const { entries } = await store.chains({ limit: 5 });
  index.exec('begin immediate');
  const loading = other.load({ entries });
  await setTimeout(100);
  log.pragma('busy_timeout = 0');
  write(1);
  index.exec('rollback');
  expect(await loading).toEqual({ loaded: 0, present: 2 });
  await Promise.all([store.stop(), other.stop()]);
});

test.each([
  ['is no JSON', 'no JSON'],
  ['is another value', '[]'],
  ['lacks what is searched by', '{"writer":"w","sequence":2}'],
  ['is that of another entry', canonicalEntry(entry, 'w', 1)],
])(
  'an entry whose content %s hides no other one when the index is made anew, and verify tells of it',
  async (_, content) => {
    write(2);
    write(1, { requestId: 'last' });
    log.prepare('update entry set content = ? where position = 2').run(content);
    const store = await startStore();
    expect((await store.read({ requestId: 'last', limit: 5 })).entries.length).toBe(1);
    const { faults } = await store.verify({});
    expect(faults).toEqual([{ writer: 'w', sequence: 2, fault: 'missing' }]);
    await store.stop();
  },
);

test.each(['delete from indexed', 'update indexed set position = 1000, hash = null'])(
  'an index whose mark tells nothing is made anew at the start, and used no more before: %s',
  async (statement) => {
    write(40);
    const store = await startStore();
    expect((await store.read({ limit: 100 })).entries.length).toBe(40);
    await store.stop();
    index.exec(statement);
    write(1, { requestId: 'last' });
    if (statement.startsWith('delete')) expect(() => indexer.take()).toThrow('made anew from the log');
    const again = await startStore();
    expect((await again.read({ requestId: 'last', limit: 2 })).entries.length).toBe(1);
    await again.stop();
  },
);

test('an index that is removed while a record has it open is searched no more, in words, and nothing is lost', async () => {
  const store = await startStore();
  await store.append({ entries: [entry] });
  rmSync(indexFile(file));
  await expect(store.read({ limit: 5 })).rejects.toThrow('was removed or replaced while the record had it open');
  await store.append({ entries: [entry] });
  await store.stop();
  index.close();
  for (const ending of ['-wal', '-shm']) rmSync(indexFile(file) + ending, { force: true });
  const again = await startStore();
  expect((await again.read({ limit: 5 })).entries.length).toBe(2);
  await again.stop();
});

test('who only looks makes an index that is not there, and one that is damaged can be removed, in words', () => {
  index.close();
  rmSync(indexFile(file));
  openLog(file, true).close();
  writeFileSync(indexFile(file), 'no database at all, but text that is long enough to be one'.repeat(20));
  expect(() => openLog(file)).toThrow(
    expect.objectContaining({ code: 'storage-corrupt', message: expect.stringContaining('made anew from the log') }),
  );
});
