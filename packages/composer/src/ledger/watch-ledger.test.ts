import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { openLedger } from './ledger.ts';
import { openProcessFiles, type ProcessFile } from './process-file.ts';
import { type LedgerWatch, watchLedger } from './watch-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-watch-'));
const watches: LedgerWatch[] = [];
afterEach(async () => {
  for (const watch of watches.splice(0)) await watch.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(directory: string, full = false) {
  const ledger = await openLedger({ directory, writer: 'test', now: () => Date.now() });
  await ledger.begin(firstEntry);
  const disk = { full };
  const onDisk = await openProcessFiles(directory);
  const noRoom = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  const files = { ...onDisk, write: (file: ProcessFile) => (disk.full ? noRoom() : onDisk.write(file)) };
  const self: ProcessFile = {
    id: 'me',
    pid: process.pid,
    host: 'here',
    space: 'here',
    role: 'serving',
    startedAt: 0,
    beat: 0,
    meets: 0,
    opened: {},
  };
  const logged: string[] = [];
  const log = (message: string) => logged.push(message);
  const met: number[] = [];
  let hindered: Promise<void> = Promise.resolve();
  const time = { ahead: 0 };
  const watch = await watchLedger({
    ledger,
    files,
    self,
    logger: { info: log, warn: log, error: log },
    now: () => performance.now() + time.ahead,
    meet: async ({ revision }) => {
      await hindered;
      met.push(revision);
    },
  });
  watches.push(watch);
  return { ledger, files, disk, watch, met, logged, time, hinder: (until: Promise<void>) => (hindered = until) };
}

test('announces itself, acknowledges what it has met and nothing before, and goes in order', async () => {
  const { ledger, files, watch, met, hinder } = await open(join(folder, 'order'));
  const told = async () => (await files.list()).map(({ id, meets }) => ({ id, meets }));
  await vi.waitFor(async () => expect(await told()).toEqual([{ id: 'me', meets: 1 }]));
  const { promise, resolve } = Promise.withResolvers<void>();
  hinder(promise);
  await ledger.change(() => ({ what: 'Two.' }));
  expect((await watch.refresh()).revision).toBe(2);
  await watch.tell({ baseUrl: 'http://x/fhir' });
  expect(await told()).toEqual([{ id: 'me', meets: 1 }]);
  hinder(Promise.resolve());
  await ledger.change(() => ({ what: 'Three.' }));
  await watch.refresh();
  await vi.waitFor(async () => expect(await told()).toEqual([{ id: 'me', meets: 3 }]));
  resolve();
  await vi.waitFor(() => expect(met).toContain(2));
  await watch.tell({ baseUrl: 'http://x/fhir' });
  expect(await told()).toEqual([{ id: 'me', meets: 3 }]);
  await watch.stop();
  expect(await told()).toEqual([]);
});

test('sees a new entry by itself', async () => {
  const { ledger, watch } = await open(join(folder, 'alone'));
  await ledger.change(() => ({ what: 'Two.' }));
  await vi.waitFor(() => expect(watch.current().revision).toBe(2));
});

test('without its ledger it serves no longer than its lease, and goes on when the ledger is back', async () => {
  const directory = join(folder, 'away');
  const { watch, logged, time } = await open(directory);
  expect(watch.isFresh()).toBe(true);
  renameSync(directory, `${directory}-moved`);
  await vi.waitFor(() => expect(logged.join()).toContain('cannot be used'));
  time.ahead = 2500;
  expect(watch.isFresh()).toBe(false);
  const waited = watch.fresh();
  renameSync(`${directory}-moved`, directory);
  await waited;
  expect([watch.isFresh(), watch.lapses()]).toEqual([true, 1]);
});

test('for what time it stood still a request does not give its ledger up, and goes on no earlier than it has seen it', async () => {
  const directory = join(folder, 'still');
  const { watch, logged, time } = await open(directory);
  renameSync(directory, `${directory}-moved`);
  await vi.waitFor(() => expect(logged.join()).toContain('cannot be used'));
  let ended = '';
  time.ahead = 2500;
  const waited = watch.fresh().then(
    () => (ended = 'fresh'),
    () => (ended = 'given up'),
  );
  for (let stillness = 0; stillness < 10; stillness += 1) {
    await wait(30);
    time.ahead += 3000;
  }
  await wait(30);
  expect([ended, watch.isFresh()]).toEqual(['', false]);
  renameSync(`${directory}-moved`, directory);
  expect(await waited).toBe('fresh');
  expect(watch.isFresh()).toBe(true);
});

test('a request ends whose process has passed often enough, and still has not seen its ledger', {
  timeout: 120_000,
}, async () => {
  const directory = join(folder, 'never');
  const { watch, time } = await open(directory);
  renameSync(directory, `${directory}-moved`);
  time.ahead = 2500;
  const passing = setInterval(() => (time.ahead += 1000), 5);
  await expect(watch.fresh()).rejects.toMatchObject({ code: 'module-unavailable', details: { nothingWritten: true } });
  clearInterval(passing);
});

test('on a full disk it goes on, is reckoned with by the others, and says no more than it has said before', {
  timeout: 120_000,
}, async () => {
  const directory = join(folder, 'full');
  const { ledger, files, disk, watch, met, logged, time } = await open(directory);
  const told = async () => (await files.list())[0];
  await vi.waitFor(async () => expect(await told()).toMatchObject({ meets: 1 }));
  disk.full = true;
  const before = await told();
  for (let signs = 0; signs < 3; signs += 1) {
    time.ahead += 1900;
    await vi.waitFor(async () => expect((await told())?.touchedAt).not.toBe(before?.touchedAt));
    await watch.fresh();
    expect(watch.isFresh()).toBe(true);
  }
  expect(watch.trouble()).toMatch(/disk of the ledger in .* is full\. The record goes on/);
  expect(logged.filter((line) => line.includes('is full'))).toHaveLength(1);
  // A hold is met, but nobody is told so: whoever waits for this process goes on waiting.
  await ledger.change(() => ({ what: 'Two.' }));
  await watch.refresh();
  await vi.waitFor(() => expect(met).toContain(2));
  await expect(watch.tell({ chains: ['c'] })).rejects.toThrow('no space');
  expect(await told()).toMatchObject({ meets: 1 });
  disk.full = false;
  await vi.waitFor(async () => expect(await told()).toMatchObject({ meets: 2, chains: ['c'] }));
  expect(watch.trouble()).toBeUndefined();
  // A file that is gone cannot be touched: the others have given this process up.
  disk.full = true;
  await files.remove('me');
  time.ahead += 2500;
  await vi.waitFor(() => expect(logged.join()).toContain('cannot be used'));
  expect(watch.isFresh()).toBe(false);
});

test('a process that begins on a full disk is told of that, and not of a file that it has never had', async () => {
  await expect(open(join(folder, 'begins-full'), true)).rejects.toMatchObject({ code: 'ENOSPC' });
});
