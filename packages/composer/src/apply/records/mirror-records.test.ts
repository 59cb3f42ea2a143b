import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { commit, context, version } from '../../__fixtures__/switched-records.ts';
import type { CopyProgress } from '../../ledger/progress-file.ts';
import { mirrorRecords } from './mirror-records.ts';

test('what the old store refuses is told at once, not at the rollback, and is not passed over', async () => {
  const [from, to] = [createMemoryRecordStore(), createMemoryRecordStore()];
  for (const store of [from, to]) await store.start(context);
  await to.load({ versions: [{ ...version('a'), lastUpdated: 7 }] });
  await commit(from, 'a');
  let kept: CopyProgress | undefined;
  const progress = {
    read: async () => kept,
    write: async (next: CopyProgress) => {
      kept = next;
    },
    remove: async () => {},
  };
  const entries = { entriesOf: async () => [], generation: () => 0, refresh: async () => false };
  const options = { from, to, entries, progress, flippedAt: undefined, signal: AbortSignal.timeout(2000) };
  await expect(mirrorRecords(options)).rejects.toMatchObject({
    code: 'load-conflict',
    message: expect.stringMatching(/^1 version cannot be taken over\. .* It is tried again\.$/),
  });
  expect(kept).toMatchObject({ cursor: '', versions: 0 });
});
