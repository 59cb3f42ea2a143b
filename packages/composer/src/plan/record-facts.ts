import type { RecordStore } from '@baseplate-epr/contracts';
import { versionsIn } from '../apply/records/versions-in.ts';
import { type HeldRecord, heldRecord } from './record-losses.ts';

/** How much a record store holds. */
export interface RecordFacts {
  readonly items: number;
  /** About; from a sample of texts. */
  readonly bytes: number;
  /** Only where it is to go into a store that takes no history over. */
  readonly held?: HeldRecord;
}

const sampled = 500;

/** Asks a started store how much it holds, and in detail if not everything can go over. */
export async function recordFacts(store: RecordStore, inDetail: boolean): Promise<RecordFacts> {
  const versions = await versionsIn(store);
  const { versions: sample } = await store.changes({ limit: sampled });
  const characters = sample.reduce((sum, { text }) => sum + text.length, 0);
  const bytes = sample.length === 0 ? 0 : Math.ceil((characters / sample.length) * versions);
  return { items: versions, bytes, ...(inDetail ? { held: await heldRecord(store) } : {}) };
}
