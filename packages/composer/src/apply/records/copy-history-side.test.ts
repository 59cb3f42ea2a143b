import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { commit, context } from '../../__fixtures__/switched-records.ts';
import type { CopyProgress } from '../../ledger/progress-file.ts';
import { createHistoryCopy } from './copy-history-side.ts';

test('what goes over bears the generation of its entries, so that an earlier indexing does not replace them', async () => {
  const [from, to] = [createMemoryRecordStore(), createMemoryRecordStore()];
  for (const store of [from, to]) await store.start(context);
  await commit(from, 'a');
  const entries = { entriesOf: async () => [], generation: () => 7, refresh: async () => false };
  const file = { read: async () => undefined, write: async () => {}, remove: async () => {} };
  const copy = await createHistoryCopy({ from, to, entries, file, start: undefined, otherwise: '' });
  expect(await copy.run({})).toBe(1);
  const index = (generation: number) =>
    to.index({ generation, entries: [{ type: 'Basic', id: 'a', versionId: '1', entries: [] }] });
  expect(await index(6)).toEqual({ indexed: 0, moved: 1 });
  expect(await index(7)).toEqual({ indexed: 1, moved: 0 });
});

test('entries that an earlier run made by other rules count for nothing, and do not count again where that run was by these', async () => {
  const [from, to] = [createMemoryRecordStore(), createMemoryRecordStore()];
  for (const store of [from, to]) await store.start(context);
  const entries = { entriesOf: async () => [], generation: () => 7, refresh: async () => false };
  let noted: CopyProgress | undefined;
  const file = {
    read: async () => noted,
    write: async (progress: CopyProgress) => {
      noted = progress;
    },
    remove: async () => {},
  };
  const open = (madeBy: string) =>
    createHistoryCopy({ from, to, entries, file, start: undefined, madeBy, otherwise: '' });
  expect((await open('at the old address')).progress()).toMatchObject({ indexedBy: 7 });
  expect((await open('at the old address')).progress()).toMatchObject({ indexedBy: 7 });
  await open('at the new address');
  // Killed before anything was made anew, and begun once more.
  const again = await open('at the new address');
  expect(again.progress()).toMatchObject({ indexedBy: -1 });
  await again.indexedBy(7);
  expect((await open('at the new address')).progress()).toMatchObject({ indexedBy: 7 });
});
