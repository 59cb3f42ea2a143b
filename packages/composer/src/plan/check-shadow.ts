import type { RecordStore } from '@baseplate-epr/contracts';
import { counted } from '@baseplate-epr/record';
import { versionsIn } from '../apply/records/versions-in.ts';
import { isShadowing, type ShadowNote } from '../ledger/shadow-note.ts';

/** What is known of a store that a shadow run has filled. */
export interface CheckShadowOptions {
  readonly note: ShadowNote;
  /** Started. */
  readonly store: RecordStore;
  /** `since` of the record store in force. */
  readonly follows: number;
  readonly now: number;
}

/** How much a shadow has brought already. */
export interface FilledByShadow {
  readonly note: ShadowNote;
  /** Versions that are in the store. */
  readonly versions: number;
}

/**
 * Whether an apply can go on where a shadow run stood.
 *
 * @returns a sentence that says what stands in the way; `undefined` of a store that is empty, or that the note is not about
 */
export async function checkShadow(options: CheckShadowOptions): Promise<FilledByShadow | string | undefined> {
  const { note, store, follows, now } = options;
  if (note.follows !== follows || note.identity !== (await store.identity?.())) return undefined;
  const versions = await versionsIn(store);
  if (versions === 0) return undefined;
  if (isShadowing(note, now))
    return 'baseplate shadow runs beside it and fills it at this moment. Stop that first (Ctrl+C).';
  if (note.diverged > 0) {
    return `When baseplate shadow compared its answers with those of the store in force, ${counted(note.diverged, 'answer')} differed. See its report, and begin again with an empty place.`;
  }
  return { note, versions };
}
