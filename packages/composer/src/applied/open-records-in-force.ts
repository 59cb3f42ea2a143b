import { isBaseplateError, type ModuleContext, type ModuleReference, type RecordStore } from '@baseplate-epr/contracts';
import type { AppliedStore } from '../ledger/ledger-entry.ts';
import { unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { stopAll } from '../module/start-modules.ts';
import { recordsNamed } from '../sharing/records-named.ts';
import { requireUnheld } from '../sharing/require-unheld.ts';
import { asInForce } from '../switching/continuable-records.ts';
import type { KnownAssembly } from './in-force.ts';
import { knownStore, requireKnown } from './require-known.ts';
import { isSameStore } from './same-store.ts';

/** Which record store, and what the ledger says of it. */
export interface OpenRecordsOptions {
  readonly reference: ModuleReference;
  readonly context: ModuleContext;
  readonly known: KnownAssembly | undefined;
  /** It is looked at, beside whatever uses it: no schema is made or brought up to date. Default true. */
  readonly keepsSchema?: boolean;
  /** A record that was superseded is opened all the same, and told. Default false. */
  readonly superseded?: boolean;
  /** What to do where the record that runs has it open and nobody else can, in a sentence. */
  readonly instead?: string;
}

/** A record opened beside whatever runs on it. */
export interface OpenRecords {
  /** With its whole history, wherever that is. */
  readonly records: RecordStore;
  /** That the record goes on elsewhere, in words; only where that was asked for. */
  readonly superseded?: string;
  /** Closes it, and what it was read with. */
  stop(): Promise<void>;
}

/**
 * Opens a record store beside whatever runs on it: the one that the ledger means by these words, with the history that is kept in the store
 * before it. Holds nothing open if it fails.
 *
 * @throws BaseplateError `configuration-invalid` if it is another store; `store-fenced` if another ledger has superseded it; `precondition-failed` if
 * the record that runs has it open and one process alone can use it; errors of the store
 */
export async function openRecordsInForce(options: OpenRecordsOptions): Promise<OpenRecords> {
  const { reference, context, known, keepsSchema = true, superseded: isWanted = false, instead } = options;
  const opened: RecordStore[] = [];
  let superseded: string | undefined;
  const stop = () => stopAll(opened.toReversed(), () => context.logger.error('A store failed to stop.'));
  const requireNotInUse = async (store: RecordStore, wanted: ModuleReference) => {
    if (known === undefined) return;
    // What is asked for may be a store that no process which serves has to do with; what its history goes on from is open where it is.
    const isNamed = wanted !== reference || recordsNamed(known.entry).some((named) => isSameStore(named, wanted));
    const ledgerDirectory = known.ledger.directory;
    if (isNamed) await requireUnheld({ reference: wanted, store, ledgerDirectory, instead });
  };
  const open = async (wanted: ModuleReference, keeps: boolean) => {
    // What is in force serves already.
    const store = await loadModule<RecordStore>(wanted, unasked);
    await requireNotInUse(store, wanted);
    opened.push(store);
    await store.start({ ...context, keepsSchema: keeps });
    try {
      await requireKnown({ place: 'records', reference: wanted, module: store, known });
    } catch (error) {
      if (!isWanted || !isBaseplateError(error) || error.code !== 'store-fenced') throw error;
      superseded = error.message;
    }
    return store;
  };
  const continued = {
    ledgerDirectory: known?.ledger.directory ?? '',
    openEarlier: async (earlier: AppliedStore): Promise<RecordStore> =>
      asInForce(await open(earlier.reference, true), earlier, continued),
  };
  try {
    const own = await open(reference, keepsSchema);
    const applied = known === undefined ? undefined : knownStore(known.entry, 'records', reference);
    const records = applied === undefined ? own : await asInForce(own, applied, continued);
    return { records, ...(superseded === undefined ? {} : { superseded }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
