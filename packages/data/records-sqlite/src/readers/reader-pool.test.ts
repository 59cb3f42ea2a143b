import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { RecordStore } from '@baseplate-epr/contracts';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readerProcesses } from '../__fixtures__/reader-processes.ts';
import { hubVersions, runaway, wide } from '../__fixtures__/runaway.ts';
import { testContext } from '../__fixtures__/test-context.ts';
import { versionOf } from '../__fixtures__/versions.ts';
import type { SqliteRecordsOptions } from '../options.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';

/*
 * Real processes over a real file. The runaway search takes minutes if nobody ends it.
 */

const observations = 12_000;
const own = () => readerProcesses(process.pid);
let folder: string;
let file: string;
const started: RecordStore[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  file = join(folder, 'records.db');
  const store = await storeWith({});
  await store.load({ versions: hubVersions(observations) });
}, 120_000);
afterEach(async () => {
  for (const store of started.splice(0)) await store.stop();
  expect(own(), 'a reader process is left after stop').toEqual([]);
});
afterAll(() => rm(folder, { recursive: true }));

async function storeWith(options: Partial<SqliteRecordsOptions>): Promise<RecordStore> {
  const store = createSqliteRecordStore({ file, ...options });
  await store.start(testContext);
  started.push(store);
  return store;
}

async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return error;
  }
}

test('a search that looks at much is answered by a reader, which starts then and sees what was committed just before', async () => {
  const store = await storeWith({});
  await store.search({ types: ['Patient'], count: 1 });
  expect(own()).toEqual([]);
  expect(await store.search(wide)).toMatchObject({ matches: [], total: 0 });
  expect(own()).toHaveLength(1);
  for (let round = 1; round <= 20; round += 1) {
    const note = { kind: 'string', parameter: 'note', value: 'nowhere', exact: 'Nowhere' } as const;
    const version = versionOf({ id: `new${round}`, entries: [note] });
    await store.commit({ epoch: 0, writes: [{ version, expect: 'absent' }] });
    expect((await store.search(wide)).total, 'a reader does not see an acknowledged commit').toBe(round);
  }
  const deletions = Array.from({ length: 20 }, (_, index) =>
    versionOf({ id: `new${index + 1}`, versionId: '2', deleted: true, text: '' }),
  );
  await store.commit({ epoch: 0, writes: deletions.map((version) => ({ version, expect: 'anything' })) });
  expect(own(), 'a free reader is not used again').toHaveLength(1);
}, 120_000);

test('a phrase or the beginning of a word goes to a reader at once, one word does not', async () => {
  const store = await storeWith({});
  const ask = (words: readonly string[], prefix: boolean) =>
    store.search({
      types: ['Patient'],
      where: {
        kind: 'and',
        predicates: [
          { kind: 'id', ids: ['hub'] },
          { kind: 'not', predicate: { kind: 'text', parameter: 'content', words, prefix } },
        ],
      },
      count: 1,
    });
  expect((await ask(['word'], false)).matches).toHaveLength(1);
  expect(own()).toEqual([]);
  expect((await ask(['wor'], true)).matches).toHaveLength(1);
  expect(own()).toHaveLength(1);
}, 120_000);

test('a search with many conditions goes to a reader at once, and one with some visits fewer rows before it does', async () => {
  const store = await storeWith({ inlineRows: 400 });
  const ask = (ids: number, conditions: number) => {
    const note = (index: number) =>
      ({ kind: 'string', parameter: 'note', match: 'starts', value: `no${index}` }) as const;
    return store.search({
      types: ['Observation'],
      where: {
        kind: 'and',
        predicates: [
          { kind: 'id', ids: Array.from({ length: ids }, (_, index) => `o${index}`) },
          {
            kind: 'not',
            predicate: { kind: 'or', predicates: Array.from({ length: conditions }, (_, index) => note(index)) },
          },
        ],
      },
      count: 100,
    });
  };
  expect((await ask(100, 2)).matches).toHaveLength(100);
  expect((await ask(10, 40)).matches).toHaveLength(10);
  expect(own()).toEqual([]);
  expect((await ask(100, 40)).matches).toHaveLength(100);
  expect(own()).toHaveLength(1);
  for (const pid of own()) process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(own()).toEqual([]));
  expect((await ask(1, 70)).matches).toHaveLength(1);
  expect(own(), 'a search with many conditions is answered in this process').toHaveLength(1);
}, 120_000);

test('a runaway search is killed within its limit, and reads go on meanwhile', async () => {
  const store = await storeWith({ readerTime: 1500 });
  await store.search(wide);
  const begun = performance.now();
  let ended = 0;
  const running = failure(store.search(runaway)).then((error) => {
    ended = performance.now();
    return error;
  });
  const waits: number[] = [];
  while (ended === 0) {
    const asked = performance.now();
    await store.read({ type: 'Patient', id: 'hub' });
    waits.push(performance.now() - asked);
    await pause(2);
  }
  expect(await running).toMatchObject({
    code: 'query-too-costly',
    message: expect.stringMatching(/longer than 1,500 ms.*Narrow the search.*readerTime/),
  });
  expect(ended - begun, 'the search outlives its limit').toBeLessThan(5000);
  const p95 = waits.sort((left, right) => left - right)[Math.floor(waits.length * 0.95)];
  expect(p95, 'reads wait for a search that looks at much').toBeLessThan(25);
  expect(own(), 'the reader of the runaway search lives on').toEqual([]);
  expect((await store.search(wide)).total).toBe(0);
}, 120_000);

test('a reader that is killed from outside is replaced, and its search answered', async () => {
  const store = await storeWith({ readers: 1, readerTime: 3000 });
  await store.search(wide);
  const [victim = 0] = own();
  process.kill(victim, 'SIGKILL');
  expect((await store.search(wide)).total).toBe(0);
  const running = failure(store.search(runaway));
  for (let round = 0; round < 2; round += 1) {
    await vi.waitFor(() => expect(own()).toHaveLength(1), { timeout: 5000 });
    await pause(300);
    for (const pid of own()) process.kill(pid, 'SIGKILL');
  }
  expect(await running).toMatchObject({ code: 'storage-unavailable' });
  expect((await store.search(wide)).total).toBe(0);
}, 120_000);

test('a reader that cannot be spawned is told to the caller, and the next search tries again', async () => {
  const store = await storeWith({});
  const { execPath } = process;
  process.execPath = join(folder, 'no-such-program');
  try {
    expect(await failure(store.search(wide))).toMatchObject({
      code: 'storage-unavailable',
      message: expect.stringContaining('No process could be started'),
    });
  } finally {
    process.execPath = execPath;
  }
  expect((await store.search(wide)).total).toBe(0);
}, 120_000);

test('only so many searches wait, in turn, and none for longer than the limit', async () => {
  const store = await storeWith({ readers: 1, readerTime: 1000, readerQueue: 2 });
  await store.search(wide);
  const running = failure(store.search(runaway));
  const waiting = [failure(store.search(wide)), failure(store.search(wide))];
  expect(await failure(store.search(wide))).toMatchObject({
    code: 'query-too-costly',
    message: expect.stringContaining('at most 2 may wait'),
  });
  expect(await running).toMatchObject({ code: 'query-too-costly' });
  const outcomes = await Promise.all(waiting);
  for (const outcome of outcomes) expect([0, 'query-too-costly']).toContain(read(outcome));
  expect((await store.search(wide)).total).toBe(0);
}, 120_000);

/** The total of an answer or the code of an error. */
function read(outcome: unknown): unknown {
  const { total, code } = outcome as { total?: number; code?: string };
  return total ?? code;
}

test('a search whose caller has gone is ended, waiting or running', async () => {
  const store = await storeWith({ readers: 1, readerTime: 30_000 });
  await store.search(wide);
  const caller = new AbortController();
  const begun = performance.now();
  const running = failure(store.search({ ...runaway, signal: caller.signal }));
  const waiting = failure(store.search({ ...wide, signal: caller.signal }));
  await pause(100);
  caller.abort();
  expect(await running).toMatchObject({ code: 'cancelled' });
  expect(await waiting).toMatchObject({ code: 'cancelled' });
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect((await store.search(wide)).total).toBe(0);
}, 120_000);

test('stopping ends a running search and its process', async () => {
  const store = await storeWith({ readerTime: 30_000 });
  const running = failure(store.search(runaway));
  await vi.waitFor(() => expect(own()).toHaveLength(1), { timeout: 5000 });
  await store.stop();
  expect(await running).toMatchObject({ code: 'module-unavailable' });
}, 120_000);

test('a program whose last deed is to stop the store ends as it should', () => {
  const program = fileURLToPath(new URL('../__fixtures__/stopping-process.ts', import.meta.url));
  expect(spawnSync(process.execPath, [program, file], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stdout: 'stopped\n',
  });
}, 120_000);

test('a reader does not survive a kill -9 of its parent, not even in the middle of a search', async () => {
  const program = fileURLToPath(new URL('../__fixtures__/searching-process.ts', import.meta.url));
  const parent = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(parent.stdout, 'data');
  const pid = parent.pid ?? 0;
  await vi.waitFor(() => expect(readerProcesses(pid)).toHaveLength(1), { timeout: 10_000 });
  const [reader = 0] = readerProcesses(pid);
  await pause(500);
  parent.kill('SIGKILL');
  await once(parent, 'close');
  await vi.waitFor(() => expect(readerProcesses()).not.toContain(reader), { timeout: 15_000 });
}, 120_000);

test('without readers, a search within its candidates is answered in the process, and one beyond them refused', async () => {
  const store = await storeWith({ readers: 0, candidateLimit: observations });
  expect((await store.search(wide)).total).toBe(0);
  expect(own()).toEqual([]);
  const few = await storeWith({ readers: 0, candidateLimit: observations - 1 });
  expect(await failure(few.search(wide))).toMatchObject({ code: 'query-too-costly' });
}, 120_000);
