import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import type { Announcements } from '../../ledger/announcement.ts';
import { requireInForce } from '../../switching/require-in-force.ts';

/**
 * Sees before a hold what {@link putUpFence} sees in it, so that nobody waits for what cannot be.
 *
 * @throws BaseplateError `store-fenced` if another ledger has closed the store of before
 */
export async function requireOurs({ store, announced }: Pick<PutUpFenceOptions, 'store' | 'announced'>): Promise<void> {
  await requireInForce({ store, epoch: Number.MAX_SAFE_INTEGER, announced });
}

/** Which store is closed, and for which change-over. */
export interface PutUpFenceOptions {
  readonly store: Pick<RecordStore, 'commit' | 'fence'>;
  readonly epoch: number;
  readonly successor: string;
  readonly announced: Announcements;
}

/**
 * Closes the store of before, unless somebody else has: another ledger may have changed the record over since this change-over was planned, and
 * what has been written since would stand in a store that nobody would look into. The store takes the fence only in the place of the one that was
 * looked at: of two ledgers at the same moment one closes it, and the other finds that out here.
 *
 * @throws BaseplateError `store-fenced` if another ledger has; nothing was flipped then
 */
export async function putUpFence({ store, epoch, successor, announced }: PutUpFenceOptions): Promise<void> {
  const replaces = await requireInForce({ store, epoch, announced });
  await store.fence({ epoch, successor, replaces });
  const standing = await store.commit({ epoch: 0, writes: [] });
  if (standing.outcome === 'fenced' && standing.epoch === epoch && standing.successor === successor) return;
  throw new BaseplateError({
    code: 'store-fenced',
    message: `Another ledger has changed this record over at the same moment${standing.outcome === 'fenced' ? `: it goes on in ${standing.successor}` : ''}. Nothing was flipped here. Name that ledger in the configuration, or put its folder back from a backup.`,
    details: { nothingWritten: true },
  });
}
