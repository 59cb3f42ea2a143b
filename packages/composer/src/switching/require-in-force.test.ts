import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { context, newStore, oldStore } from '../__fixtures__/switched-records.ts';
import { announcements, successorOf } from '../ledger/announcement.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { requireInForce } from './require-in-force.ts';

const store = createMemoryRecordStore();
await store.start(context);
const entry: LedgerEntry = { format: 2, revision: 3, at: 0, epoch: 3, changeOvers: {}, ...firstEntry };
const watching = (newest: LedgerEntry) => ({ refresh: async () => newest });
const refused = { code: 'store-fenced', message: expect.stringContaining('the ledger in /there') };

test('a store that was superseded without the knowledge of the ledger, or of an assembly without one, is not served', async () => {
  await requireInForce({ store, epoch: 1 });
  await store.fence({ epoch: 4, successor: 'the ledger in /there' });
  await expect(requireInForce({ store, epoch: 1 })).rejects.toMatchObject(refused);
  await expect(requireInForce({ store, epoch: 3, watch: watching(entry) })).rejects.toMatchObject(refused);
  expect((await store.changes({ limit: 1 })).versions).toEqual([]);
});

test('a fence that the ledger has announced is none of that: a flip under way, given up, or over', async () => {
  const over = { id: 'x', phase: 'holding', from: oldStore, to: newStore } as const;
  await requireInForce({ store, epoch: 3, watch: watching({ ...entry, changeOvers: { records: over } }) });
  await requireInForce({ store, epoch: 3, watch: watching({ ...entry, epoch: 4 }) });
  await requireInForce({ store, epoch: 4, watch: watching({ ...entry, epoch: 4 }) });
});

test('a ledger that has counted further is not believed, unless the change-over that has put up the fence stands in it', async () => {
  const fenced = createMemoryRecordStore();
  await fenced.start(context);
  await fenced.fence({ epoch: 2, successor: successorOf('/there', 'theirs', 'h') });
  const over = { id: 'theirs', phase: 'copying', from: oldStore, to: newStore } as const;
  const entries: LedgerEntry[] = [{ ...entry, changeOvers: { records: { ...over, id: 'ours' } } }];
  const announced = announcements({ entries: async () => entries });
  const look = () => requireInForce({ store: fenced, epoch: 9, watch: watching({ ...entry, epoch: 9 }), announced });
  await expect(look()).rejects.toMatchObject(refused);
  // A copy of the ledger that was made before: the same change-over, in a hold of its own.
  entries.push({ ...entry, changeOvers: { records: { ...over, hold: 'own' } } });
  await expect(look()).rejects.toMatchObject(refused);
  entries.push({ ...entry, changeOvers: { records: { ...over, phase: 'holding', hold: 'h' } } });
  await look();
  // A fence of an earlier release names no change-over.
  await fenced.fence({ epoch: 3, successor: 'the store that the ledger in /there names' });
  await look();
});
