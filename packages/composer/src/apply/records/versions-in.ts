import type { RecordStore } from '@baseplate-epr/contracts';

/** How many versions a store holds, by its digests, without reading any. */
export async function versionsIn(store: Pick<RecordStore, 'digest'>): Promise<number> {
  const { ranges } = await store.digest({ by: 'bucket', limit: 256 });
  return ranges.reduce((sum, { versions }) => sum + versions, 0);
}
