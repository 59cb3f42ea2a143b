import type { Module, ModuleReference, RecordStore } from '@baseplate-epr/contracts';
import { announcements } from '../ledger/announcement.ts';
import type { AppliedStore, DataPlace, LedgerEntry } from '../ledger/ledger-entry.ts';
import { requireInForce } from '../switching/require-in-force.ts';
import type { KnownAssembly } from './in-force.ts';
import { requireIdentity } from './require-identity.ts';
import { isSameStore } from './same-store.ts';

/** Which store was opened, by which words, beside whatever runs on it. */
export interface RequireKnownOptions {
  readonly place: DataPlace;
  readonly reference: ModuleReference;
  /** Started. */
  readonly module: Module;
  /** Absent without a ledger. */
  readonly known: KnownAssembly | undefined;
}

/** Below the epoch of every fence: a record that was never changed over has none. */
const unmoved = 0;

/**
 * Sees that a store that was opened is the one that the ledger means by these words; and of the record in force, that no other ledger has
 * superseded it. Of a store that the ledger does not know nothing is asked; without a ledger, or where nothing stands in it, the record must never have been
 * changed over. Writes nothing.
 *
 * @throws BaseplateError `configuration-invalid` if it is another store; `store-fenced` if it was superseded; errors of the store
 */
export async function requireKnown({ place, reference, module, known }: RequireKnownOptions): Promise<void> {
  if (known === undefined) {
    // The folder of the ledger may not be mounted: what a change-over has left is no record to take away, or to compare with.
    if (isRecordStore(module)) await requireInForce({ store: module, epoch: unmoved });
    return;
  }
  const applied = knownStore(known.entry, place, reference);
  if (applied === undefined) return;
  await requireIdentity({ place, applied: { ...applied, reference }, module });
  const { ledger, entry } = known;
  if (!isRecordStore(module) || applied.since !== entry.data[place].since) return;
  const refresh = async () => (await ledger.read()) ?? entry;
  const watch = { refresh };
  await requireInForce({ store: module, epoch: entry.epoch, watch, announced: announcements(ledger) });
}

/** The store that a ledger means by a reference: one that is in force, is on its way, or is kept for a rollback. */
export function knownStore(
  { data, changeOvers }: Pick<LedgerEntry, 'data' | 'changeOvers'>,
  place: DataPlace,
  reference: ModuleReference,
): AppliedStore | undefined {
  const over = changeOvers[place];
  const stores = [data[place], over?.from, over?.to].filter((store) => store !== undefined);
  return stores.find((store) => isSameStore(store.reference, reference));
}

function isRecordStore(module: Module): module is RecordStore {
  return module.contract === 'record-store';
}
