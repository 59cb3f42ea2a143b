import { setTimeout as wait } from 'node:timers/promises';
import type { RecordStore } from '@baseplate-epr/contracts';
import type { RecordEntries } from '@baseplate-epr/record';
import type { ProgressFile } from '../../ledger/progress-file.ts';
import type { VersionBook } from '../../ledger/version-book.ts';
import { createHistoryCopy } from './copy-history-side.ts';
import { createNewestCopy } from './copy-newest-side.ts';
import type { SideCopy } from './side-copy.ts';

/** What is kept like what. */
export interface MirrorOptions {
  /** The store in force. */
  readonly from: RecordStore;
  /** The one that was in force before it. */
  readonly to: RecordStore;
  readonly entries: RecordEntries;
  readonly progress: ProgressFile;
  /** Where `changes` of the store in force stood when it came into force. */
  readonly flippedAt: string | undefined;
  readonly signal: AbortSignal;
}

const pause = 200;
const otherwise = 'It is tried again.';

/**
 * Loads what is written to the store in force into the one before it, until the signal. Begins where it stood.
 *
 * @throws BaseplateError `load-conflict` if a version cannot be taken over; whatever the stores throw; call it again
 */
export async function mirrorRecords(options: MirrorOptions): Promise<void> {
  // Small pages: somebody else's requests wait beside it.
  await goOn(options, await createHistoryCopy({ ...options, ...begun(options), limit: 500 }));
}

/** What is kept like what, where the store of before gives numbers of its own. */
export interface MirrorNewestOptions extends MirrorOptions {
  readonly book: VersionBook;
  epoch(): number;
}

/**
 * Brings what is written to the store in force into the one before it as what each resource is now, until the signal.
 *
 * @throws BaseplateError `load-conflict` if something cannot be taken over; whatever the stores throw; call it again
 */
export async function mirrorNewest(options: MirrorNewestOptions): Promise<void> {
  await goOn(options, await createNewestCopy({ ...options, ...begun(options) }));
}

function begun({ entries, progress: file, flippedAt }: MirrorOptions) {
  const start = { cursor: flippedAt ?? '', versions: 0, bytes: 0, indexedBy: entries.generation() };
  return { file, start, otherwise };
}

/** What is passed over here would be missed at the rollback only, when it is needed: so nothing is. */
async function goOn({ entries, signal }: MirrorOptions, copy: SideCopy): Promise<void> {
  while (!signal.aborted) {
    await entries.refresh();
    await copy.run({});
    await wait(pause, undefined, { signal, ref: false }).catch(() => undefined);
  }
}
