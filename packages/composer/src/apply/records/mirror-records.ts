import { setTimeout as wait } from 'node:timers/promises';
import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { copyRecords, type RecordEntries } from '@baseplate-epr/record';
import type { ProgressFile } from '../../ledger/progress-file.ts';

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

/**
 * Loads what is written to the store in force into the one before it, until the signal. Begins where it stood.
 *
 * @throws BaseplateError `load-conflict` if a version cannot be taken over; whatever the stores throw; call it again
 */
export async function mirrorRecords({ from, to, entries, progress, flippedAt, signal }: MirrorOptions): Promise<void> {
  const stood = await progress.read();
  let { cursor, versions, bytes, indexedBy } = stood ?? {
    cursor: flippedAt ?? '',
    versions: 0,
    bytes: 0,
    indexedBy: entries.generation(),
  };
  await progress.write({ cursor, versions, bytes, indexedBy });
  while (!signal.aborted) {
    await entries.refresh();
    await copyRecords({
      from,
      to,
      after: cursor,
      limit: 500,
      entriesOf: (version) => entries.entriesOf(version),
      onPage: async (page) => {
        // What is passed over here would be missed at the rollback only, when it is needed.
        const refused = [...page.rejected, ...page.unreadable];
        if (refused.length > 0) throw notMirrored(refused.length, refused[0]?.reason ?? '');
        if (page.versions === 0) return;
        versions += page.versions;
        bytes += page.bytes;
        // Kept as it was at first: entries of then are the oldest there are.
        await progress.write({ cursor: page.cursor, versions, bytes, indexedBy });
        cursor = page.cursor;
      },
    });
    await wait(pause, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

function notMirrored(count: number, reason: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `${count} versions cannot be taken over into the old store. ${reason}`,
  });
}
