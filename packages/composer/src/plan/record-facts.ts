import type { RecordStore } from '@baseplate-epr/contracts';

/** How much a record store holds. */
export interface RecordFacts {
  readonly items: number;
  /** About; from a sample of texts. */
  readonly bytes: number;
}

const sampled = 500;

/** Asks a started store how much it holds. */
export async function recordFacts(store: RecordStore): Promise<RecordFacts> {
  const { ranges } = await store.digest({ by: 'bucket', limit: 256 });
  const versions = ranges.reduce((sum, range) => sum + range.versions, 0);
  const { versions: sample } = await store.changes({ limit: sampled });
  const characters = sample.reduce((sum, { text }) => sum + text.length, 0);
  return { items: versions, bytes: sample.length === 0 ? 0 : Math.ceil((characters / sample.length) * versions) };
}
