import { setTimeout as wait } from 'node:timers/promises';
import {
  createMemoryRecordDisk,
  createMemoryRecordStore,
  recordStoreKit,
  registerKit,
} from '@baseplate-epr/conformance';
import type { RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { commit, newStore, switchedRecords, version } from '../__fixtures__/switched-records.ts';
import { switchableRecords } from './switchable-records.ts';

const none = Symbol('not settled');
const settled = <Result>(work: Promise<Result>) => Promise.race([work, wait(20).then(() => none)]);

/** The kit commits with epochs of its own, where the facade has those of the ledger. */
function facadeOver(store: RecordStore): RecordStore {
  let epoch = 0;
  const current = { store, since: 1, epoch: 0 };
  const records = switchableRecords({
    turn: {
      meet: async () => {},
      opened: () => undefined,
      certain: () => undefined,
      now: () => current,
      find: () => undefined,
      changeOver: () => undefined,
      passages: () => [],
      reading: (work) => work(current),
      writing: (work) => work({ ...current, epoch }),
    },
    watch: () => ({ refresh: async () => ({ epoch: 0 }) as never }),
    longestWait: 0,
  });
  return {
    ...records,
    capabilities: records.capabilities,
    start: (context) => store.start(context),
    stop: () => store.stop(),
    commit: (options) => {
      epoch = options.epoch;
      return records.commit(options);
    },
  };
}

registerKit({
  kit: recordStoreKit,
  test,
  subject: {
    create: async () => {
      const disk = createMemoryRecordDisk();
      const reopen = async () => facadeOver(createMemoryRecordStore({ disk }));
      return { adapter: await reopen(), reopen, cleanup: async () => {} };
    },
  },
});

test('held commits wait and do not fail, and the hold is met when those in hand are through', async () => {
  const { records, old, fresh, write, look } = await switchedRecords();
  write('copying');
  await look();
  const slow = Promise.withResolvers<void>();
  const ask = old.commit.bind(old);
  Object.assign(old, { commit: (options: Parameters<typeof ask>[0]) => slow.promise.then(() => ask(options)) });
  const inHand = commit(records, 'in-hand');
  await wait(5);
  write('holding');
  const met = look();
  expect(await settled(met)).toBe(none);
  const held = commit(records, 'held');
  slow.resolve();
  await met;
  expect(await inHand).toEqual({ outcome: 'committed' });
  expect(await settled(held)).toBe(none);
  expect(await records.read({ type: 'Basic', id: 'in-hand' })).toBeDefined();

  await fresh.load({ versions: [version('in-hand')] });
  await old.fence({ epoch: 2, successor: 'the ledger' });
  write('flipped', { epoch: 2 });
  await look();
  expect(await settled(held)).toBe(none);
  write('mirroring');
  await look();
  expect(await held).toEqual({ outcome: 'committed' });
  expect(await fresh.read({ type: 'Basic', id: 'held' })).toBeDefined();
  expect(await old.read({ type: 'Basic', id: 'held' })).toBeUndefined();
});

test('a hold that is given up lets commits go on in the old store, with the epoch that passes its fence', async () => {
  const { records, old, write, look } = await switchedRecords();
  write('holding');
  await look();
  const held = commit(records, 'held');
  await old.fence({ epoch: 2, successor: 'the ledger' });
  write('copying', { epoch: 2 });
  await look();
  expect(await held).toEqual({ outcome: 'committed' });
  expect(await old.read({ type: 'Basic', id: 'held' })).toBeDefined();
});

test('a process that missed everything is fenced, looks into the ledger, and goes on with the successor', async () => {
  const { records, old, fresh, write } = await switchedRecords();
  await old.fence({ epoch: 2, successor: 'the ledger' });
  const late = commit(records, 'late');
  expect(await settled(late)).toBe(none);
  write('mirroring', { epoch: 2 });
  expect(await late).toEqual({ outcome: 'committed' });
  expect(await fresh.read({ type: 'Basic', id: 'late' })).toBeDefined();
  expect(await old.read({ type: 'Basic', id: 'late' })).toBeUndefined();
});

test('a fenced store whose successor the ledger never names is told, and nothing is written', async () => {
  const { records, old } = await switchedRecords({ longestWait: 50 });
  await old.fence({ epoch: 2, successor: 'elsewhere' });
  expect(await commit(records, 'x')).toEqual({ outcome: 'fenced', epoch: 2, successor: 'elsewhere' });
});

test('a page begun before the flip goes on in its own store, a new search in the new one', async () => {
  const { records, old, fresh, shelf, write, look } = await switchedRecords();
  const ids = ['a', 'b', 'c', 'd'];
  await old.load({ versions: ids.map((id) => version(id)) });
  await fresh.load({ versions: [...ids, 'e'].map((id) => version(id)) });
  const query = { types: ['Basic'], count: 2 };
  const names = (page: { readonly matches: readonly { readonly id: string }[] }) => page.matches.map(({ id }) => id);
  const first = await records.search(query);
  expect(names(first)).toEqual(['a', 'b']);
  const history = await records.history({ scope: {}, count: 3 });
  write('mirroring', { epoch: 2 });
  await look();
  expect(names(await records.search({ ...query, cursor: first.next ?? '' }))).toEqual(['c', 'd']);
  expect((await records.history({ scope: {}, count: 3, cursor: history.next ?? '' })).versions).toHaveLength(1);
  expect((await records.search({ types: ['Basic'], count: 0 })).total).toBe(5);
  await shelf.keep([5]);
  await expect(records.search({ ...query, cursor: first.next ?? '' })).rejects.toMatchObject({
    code: 'query-invalid',
    message: expect.stringContaining('Begin the search again'),
  });
  await expect(records.search({ ...query, cursor: 'junk' })).rejects.toMatchObject({ code: 'query-invalid' });
});

test('a reader of changes that began before the flip misses nothing after it', async () => {
  const { records, old, fresh, write, look } = await switchedRecords();
  await old.load({ versions: ['a', 'b'].map((id) => version(id)) });
  await fresh.load({ versions: ['a', 'b'].map((id) => version(id)) });
  const { cursor: flippedAt } = await fresh.changes({ limit: 10 });
  const page = await records.changes({ limit: 1 });
  write('mirroring', { epoch: 2 });
  const { cursor: endedAt } = await old.changes({ begin: 'end', limit: 1 });
  write('mirroring', { passages: [{ from: 1, endedAt, to: 5, flippedAt }] });
  await look();
  await commit(records, 'c');
  const seen = page.versions.map(({ id }) => id);
  let { cursor, end }: { cursor: string; end: boolean } = { cursor: page.cursor, end: false };
  while (!end) {
    const next = await records.changes({ after: cursor, limit: 1 });
    seen.push(...next.versions.map(({ id }) => id));
    ({ cursor, end } = next);
  }
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('a reader who had read everything goes on after the flip when the old store has been given up; one who had not begins again', async () => {
  const { records, old, fresh, shelf, write, look } = await switchedRecords();
  for (const store of [old, fresh]) await store.load({ versions: ['a', 'b'].map((id) => version(id)) });
  const all = await records.changes({ limit: 10 });
  const some = await records.changes({ limit: 1 });
  const { cursor: endedAt } = await old.changes({ begin: 'end', limit: 1 });
  const { cursor: flippedAt } = await fresh.changes({ begin: 'end', limit: 1 });
  // Finished: no change-over is left, and the old store is closed.
  write('mirroring', { changeOvers: {}, passages: [{ from: 1, endedAt, to: 5, flippedAt }] });
  await look();
  await shelf.keep([5]);
  const seen = async (after: string) => (await records.changes({ after, limit: 10 })).versions.map(({ id }) => id);
  expect(await seen(all.cursor)).toEqual([]);
  await commit(records, 'c');
  expect(await seen(all.cursor)).toEqual(['c']);
  expect(await seen(some.cursor)).toEqual(['a', 'b', 'c']);
});

test('a reader who followed a flip that was undone at once goes on in the old store', async () => {
  const { records, old, fresh, write, look } = await switchedRecords();
  for (const store of [old, fresh]) await store.load({ versions: [version('a')] });
  write('flipped', { epoch: 2 });
  await look();
  const { cursor } = await records.changes({ limit: 10 });
  const { cursor: flippedAt } = await old.changes({ begin: 'end', limit: 1 });
  const { cursor: endedAt } = await fresh.changes({ begin: 'end', limit: 1 });
  write('following', { epoch: 3, passages: [{ from: 5, endedAt, to: 1, flippedAt }] });
  await look();
  await commit(records, 'b');
  expect((await records.changes({ after: cursor, limit: 10 })).versions.map(({ id }) => id)).toEqual(['b']);
});

test('a process that nobody reckons with any more answers nothing until it knows again', async () => {
  const { records, state, old, fresh, write, look } = await switchedRecords();
  await old.load({ versions: [version('a')] });
  await fresh.load({ versions: [version('a'), version('a', '2')] });
  state.fresh = false;
  const reading = records.read({ type: 'Basic', id: 'a' });
  const writing = commit(records, 'w');
  expect(await settled(Promise.race([reading, writing]))).toBe(none);
  write('mirroring', { epoch: 2 });
  await look();
  state.fresh = true;
  expect(await reading).toMatchObject({ versionId: '2' });
  expect(await writing).toEqual({ outcome: 'committed' });
  expect(await old.read({ type: 'Basic', id: 'w' })).toBeUndefined();
});

test('a read during which the others went on without this process is done again in the new store', async () => {
  const { records, state, old, fresh, write, look } = await switchedRecords();
  await old.load({ versions: [version('a')] });
  await fresh.load({ versions: [version('a'), version('a', '2')] });
  const asked = Promise.withResolvers<void>();
  const ask = old.read.bind(old);
  Object.assign(old, { read: (options: Parameters<typeof ask>[0]) => asked.promise.then(() => ask(options)) });
  const reading = records.read({ type: 'Basic', id: 'a' });
  await wait(5);
  write('mirroring', { epoch: 2 });
  await look();
  state.lapses += 1;
  asked.resolve();
  expect(await reading).toMatchObject({ versionId: '2' });
});

test('while the store in force is not open here, requests wait, and the flip is not met', async () => {
  const { records, unopened, fresh, write, look } = await switchedRecords();
  unopened.add(5);
  write('mirroring', { epoch: 2 });
  const met = look();
  const reading = records.read({ type: 'Basic', id: 'a' });
  expect(await settled(Promise.race([met, reading]))).toBe(none);
  unopened.clear();
  await met;
  expect(await reading).toBeUndefined();
  expect(fresh).toBeDefined();
});

test('a hold that does not end, or a store that cannot be opened, is told to whoever waits, and nothing is done', async () => {
  const { records, old, write, look, unopened } = await switchedRecords({ longestHeld: 30 });
  unopened.add(newStore.since);
  write('holding');
  void look();
  await expect(commit(records, 'held')).rejects.toMatchObject({
    code: 'module-unavailable',
    details: { nothingWritten: true },
  });
  write('flipped', { epoch: 2 });
  void look();
  await expect(records.read({ type: 'Basic', id: 'held' })).rejects.toMatchObject({ code: 'module-unavailable' });
  write('following', { epoch: 3 });
  await Promise.race([look(), wait(20)]);
  expect(await records.read({ type: 'Basic', id: 'held' })).toBeUndefined();
  expect(await commit(records, 'later')).toEqual({ outcome: 'committed' });
  expect((await old.changes({ limit: 9 })).versions.map(({ id }) => id)).toEqual(['later']);
});
