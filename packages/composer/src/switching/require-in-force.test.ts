import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { context, newStore, oldStore } from '../__fixtures__/switched-records.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { requireInForce } from './require-in-force.ts';

const store = createMemoryRecordStore();
await store.start(context);
const entry: LedgerEntry = { format: 1, revision: 3, at: 0, epoch: 3, changeOvers: {}, ...firstEntry };
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
