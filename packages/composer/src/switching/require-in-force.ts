import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import type { LedgerWatch } from '../ledger/watch-ledger.ts';

/** What is to be looked at. */
export interface RequireInForceOptions {
  readonly store: RecordStore;
  /** Of the assembly, as far as it is known. */
  readonly epoch: number;
  /** Absent of an assembly without a ledger. */
  readonly watch?: Pick<LedgerWatch, 'refresh'>;
}

/**
 * Makes sure that a record store was not superseded without this assembly's knowledge: its ledger was lost, is an old copy, or is another one than
 * that by which the store was changed over. Nothing could be written then, and what was read would be the record as it once was. Writes nothing.
 *
 * @throws BaseplateError `store-fenced` if it was
 */
export async function requireInForce({ store, epoch, watch }: RequireInForceOptions): Promise<void> {
  const looked = await store.commit({ epoch, writes: [] });
  if (looked.outcome !== 'fenced') return;
  // A fence is announced in the ledger before it is put up: a flip may be under way, or over, since this process looked.
  const newest = await watch?.refresh();
  const isFlipping = newest?.changeOvers.records?.phase === 'holding';
  if (newest !== undefined && looked.epoch <= newest.epoch + (isFlipping ? 1 : 0)) return;
  throw new BaseplateError({
    code: 'store-fenced',
    message: `The record store of this configuration has been superseded (epoch ${looked.epoch}), and the ledger does not know of it: the record goes on in ${looked.successor}. To serve what it was then would be dangerous. Name that ledger in the configuration, or put its folder back from a backup. If the record is to go on from this store nevertheless, export it and import it into an empty one.`,
    details: { successor: looked.successor },
  });
}
