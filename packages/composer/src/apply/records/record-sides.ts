import type { ModuleContext, RecordStore, StateStore } from '@baseplate-epr/contracts';
import { type RecordEntries, recordEntries } from '@baseplate-epr/record';
import { appliedConfiguration } from '../../applied/applied-configuration.ts';
import { listeningAddress } from '../../assembly/listening-address.ts';
import type { AssemblyConfiguration } from '../../configuration/assembly-configuration.ts';
import type { LedgerEntry } from '../../ledger/ledger-entry.ts';
import type { RollCall } from '../../ledger/roll-call.ts';
import { createAdmission } from '../../module/admission.ts';
import { loadModule } from '../../module/load-module.ts';
import { stopAll } from '../../module/start-modules.ts';
import type { Led } from '../leadership.ts';

/** Both stores of a change-over, opened by the process that leads it. */
export interface RecordSides {
  readonly from: RecordStore;
  readonly to: RecordStore;
  /** Index entries as the record in use makes them. */
  readonly entries: RecordEntries;
  close(): Promise<void>;
}

/** What the sides are opened with. */
export interface RecordSidesOptions extends Led {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  readonly rollCall: RollCall;
}

/** Opens them. Holds nothing open if it fails. */
export async function openRecordSides(options: RecordSidesOptions): Promise<RecordSides> {
  const { entry, over, configuration, context, rollCall } = options;
  const admission = createAdmission(configuration, () => context.clock.now());
  const opened: { stop(): Promise<void> }[] = [];
  const close = () => stopAll(opened, () => context.logger.error('A store failed to stop.'));
  const open = async <Store extends RecordStore | StateStore>(reference: Parameters<typeof loadModule>[0]) => {
    const store = await loadModule<Store>(reference, admission);
    await store.start(context);
    opened.unshift(store);
    return store;
  };
  try {
    const { state } = appliedConfiguration(configuration, entry).data;
    const from = await open<RecordStore>(over.from.reference);
    const to = await open<RecordStore>(over.to.reference);
    // As the processes that serve index, whatever the file says for their next start: what they search is what is indexed here.
    const { search, limits } = entry.others;
    const entries = await recordEntries({
      stores: { records: from, state: await open<StateStore>(state) },
      context,
      baseUrl: await baseUrlOf(configuration, entry, rollCall),
      fullText: search?.fullText ?? false,
      ...(limits === undefined ? {} : { limits }),
    });
    return { from, to, entries, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** References below the record's own address are local ones, so it must be the address under which it serves. */
async function baseUrlOf(
  configuration: AssemblyConfiguration,
  entry: LedgerEntry,
  rollCall: RollCall,
): Promise<string> {
  const told = (await rollCall.serving()).find(({ baseUrl }) => baseUrl !== undefined)?.baseUrl;
  const { publicOrigin } = entry.others.hosting;
  return told ?? `${publicOrigin ?? (await listeningAddress(configuration))}/fhir`;
}
