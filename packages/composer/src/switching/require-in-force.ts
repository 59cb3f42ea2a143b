import { BaseplateError, type Fence, type RecordStore } from '@baseplate-epr/contracts';
import type { Announcements } from '../ledger/announcement.ts';
import type { LedgerWatch } from '../ledger/watch-ledger.ts';

/** What is to be looked at. */
export interface RequireInForceOptions {
  readonly store: Pick<RecordStore, 'commit'>;
  /** Of the assembly, as far as it is known. */
  readonly epoch: number;
  /** Both absent of an assembly without a ledger. */
  readonly watch?: Pick<LedgerWatch, 'refresh'>;
  readonly announced?: Announcements;
}

/**
 * Makes sure that a record store was not superseded without this assembly's knowledge: its ledger was lost, is an old copy, or is another one than
 * that by which the store was changed over. Nothing could be written then, and what was read would be the record as it once was. A ledger that
 * has counted further than the fence is not believed either, unless the change-over that put the fence up stands in it. Writes nothing.
 *
 * @returns the fence that stands, which is this ledger's own; `null` if none does
 * @throws BaseplateError `store-fenced` if it was
 */
export async function requireInForce({ store, epoch, watch, announced }: RequireInForceOptions): Promise<Fence | null> {
  const looked = await store.commit({ epoch: 0, writes: [] });
  if (looked.outcome !== 'fenced') return null;
  if (looked.epoch > epoch) {
    // A fence is announced in the ledger before it is put up: a flip may be under way, or over, since this process looked.
    const newest = await watch?.refresh();
    const isFlipping = newest?.changeOvers.records?.phase === 'holding';
    if (newest === undefined || looked.epoch > newest.epoch + (isFlipping ? 1 : 0)) throw superseded(looked);
  }
  if (announced !== undefined && !(await announced.has(looked.successor))) throw superseded(looked);
  return { epoch: looked.epoch, successor: looked.successor };
}

function superseded({ epoch, successor }: { readonly epoch: number; readonly successor: string }): BaseplateError {
  return new BaseplateError({
    code: 'store-fenced',
    message: `The record store of this configuration has been superseded (epoch ${epoch}), and the ledger does not know of it: the record goes on in ${successor}. To serve what it was then would be dangerous. Name that ledger in the configuration, or put its folder back from a backup. If the record is to go on from this store nevertheless, take it out with baseplate export --everything --superseded, and import it into an empty one.`,
    details: { successor, nothingWritten: true },
  });
}
