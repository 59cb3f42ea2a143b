import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { commit, context } from '../../__fixtures__/switched-records.ts';
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
