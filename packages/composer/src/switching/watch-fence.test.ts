import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { afterEach, expect, test, vi } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { commit, context, newStore, oldStore } from '../__fixtures__/switched-records.ts';
import { announcements, successorOf } from '../ledger/announcement.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { type FenceWatch, watchFence } from './watch-fence.ts';

const watches: FenceWatch[] = [];
afterEach(async () => {
  for (const watch of watches.splice(0)) await watch.stop();
});

async function watched({ every = 20 } = {}) {
  const store = createMemoryRecordStore();
  await store.start(context);
  const logged: string[] = [];
  const ledger: { entry: LedgerEntry } = {
    entry: { format: 2, revision: 3, at: 0, epoch: 1, changeOvers: {}, ...firstEntry },
  };
  const fence = watchFence({
    inForce: () => ({ store, epoch: ledger.entry.epoch }),
    watch: { refresh: async () => ledger.entry },
    announced: announcements({ entries: async () => [ledger.entry] }),
    logger: { ...context.logger, error: (message) => logged.push(message) },
    every,
  });
  watches.push(fence);
  return { store, fence, ledger, logged, records: fence.guard(store) };
}

const reads = (records: Awaited<ReturnType<typeof watched>>['records']) => [
  () => records.read({ type: 'Basic', id: 'a' }),
  () => records.search({ types: ['Basic'], count: 1 }),
  () => records.history({ scope: {}, count: 1 }),
  () => records.changes({ limit: 1 }),
  () => records.digest({ by: 'bucket', limit: 1 }),
];

test('a record that another ledger has superseded is not read any more, in words, until its own ledger knows', async () => {
  const { store, fence, ledger, logged, records } = await watched();
  await commit(records, 'a');
  for (const read of reads(records)) await read();
  await store.fence({ epoch: 2, successor: 'the store that the ledger in /there names' });
  await vi.waitFor(() =>
    expect(fence.trouble()).toMatch(/superseded \(epoch 2\).*goes on in the store that the ledger in \/there/),
  );
  for (const read of reads(records)) await expect(read()).rejects.toMatchObject({ code: 'store-fenced' });
  expect(await records.health()).toMatchObject({ status: 'fail', reason: expect.stringContaining('superseded') });
  expect(logged).toHaveLength(1);
  ledger.entry = { ...ledger.entry, epoch: 2 };
  await vi.waitFor(() => expect(fence.trouble()).toBeUndefined());
  for (const read of reads(records)) await read();
  expect(await records.health()).toEqual({ status: 'pass' });
});

test('a commit that is refused is looked into at once', async () => {
  const { store, fence, records } = await watched({ every: 60_000 });
  await store.fence({ epoch: 2, successor: 'elsewhere' });
  expect(fence.trouble()).toBeUndefined();
  expect(await commit(records, 'a')).toMatchObject({ outcome: 'fenced' });
  for (const read of reads(records)) await expect(read()).rejects.toMatchObject({ code: 'store-fenced' });
});

test('by a ledger that has counted further nothing is written either, once that is noticed', async () => {
  const { store, fence, ledger, records } = await watched();
  ledger.entry = { ...ledger.entry, epoch: 9 };
  await store.fence({ epoch: 2, successor: successorOf('/there', 'theirs', 'h') });
  await vi.waitFor(() => expect(fence.trouble()).toContain('superseded (epoch 2)'));
  await expect(commit(records, 'a')).rejects.toMatchObject({ code: 'store-fenced', details: { nothingWritten: true } });
  expect((await store.changes({ limit: 1 })).versions).toEqual([]);
});

test('a read that was in hand when the fence was noticed is not answered either', async () => {
  const { store, fence } = await watched();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const reading = fence.guard({ ...store, read: () => promise }).read({ type: 'Basic', id: 'a' });
  await store.fence({ epoch: 2, successor: 'elsewhere' });
  await vi.waitFor(() => expect(fence.trouble()).toBeDefined());
  resolve(undefined);
  await expect(reading).rejects.toMatchObject({ code: 'store-fenced' });
});

test('a flip that the ledger has announced is none of that', async () => {
  const { store, fence, ledger, records } = await watched({ every: 5 });
  const over = { id: 'x', phase: 'holding', from: oldStore, to: newStore } as const;
  ledger.entry = { ...ledger.entry, changeOvers: { records: over } };
  const looked = vi.spyOn(store, 'commit');
  await store.fence({ epoch: 2, successor: 'elsewhere' });
  await vi.waitFor(() => expect(looked.mock.calls.length).toBeGreaterThan(2));
  expect(fence.trouble()).toBeUndefined();
  for (const read of reads(records)) await read();
});
