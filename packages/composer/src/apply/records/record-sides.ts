import type { ModuleContext, RecordStore, StateStore } from '@baseplate-epr/contracts';
import { indexCode, type RecordEntries, recordEntries } from '@baseplate-epr/record';
import { appliedConfiguration } from '../../applied/applied-configuration.ts';
import { requireIdentity } from '../../applied/require-identity.ts';
import { listeningAddress } from '../../assembly/listening-address.ts';
import type { AssemblyConfiguration } from '../../configuration/assembly-configuration.ts';
import type { AppliedStore, DataPlace, LedgerEntry } from '../../ledger/ledger-entry.ts';
import type { RollCall } from '../../ledger/roll-call.ts';
import { madeBy } from '../../ledger/shadow-note.ts';
import { createAdmission } from '../../module/admission.ts';
import { loadModule } from '../../module/load-module.ts';
import { stopAll } from '../../module/start-modules.ts';
import { asInForce } from '../../switching/continuable-records.ts';
import { ledgerDirectory } from '../join.ts';
import type { Led } from '../leadership.ts';

/** Both stores of a change-over, opened by the process that leads it. */
export interface RecordSides {
  readonly from: RecordStore;
  readonly to: RecordStore;
  /** Index entries as the record in use makes them. */
  readonly entries: RecordEntries;
  /** By which rules they are made, apart from search parameters; see `madeBy`. */
  readonly madeBy: string;
  /** Name by which the new one is known, if it has one. */
  readonly identity: string | undefined;
  close(): Promise<void>;
}

/** What the sides are opened with. */
export interface RecordSidesOptions extends Led {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  readonly rollCall: RollCall;
}

/** Opens them; the schemas of those in force are left as they are. Holds nothing open if it fails. */
export async function openRecordSides(options: RecordSidesOptions): Promise<RecordSides> {
  const { entry, over, configuration, context, rollCall } = options;
  const admission = createAdmission(configuration, () => context.clock.now());
  const opened: { stop(): Promise<void> }[] = [];
  const close = () => stopAll(opened, () => context.logger.error('A store failed to stop.'));
  const open = async <Store extends RecordStore | StateStore>(
    place: DataPlace,
    applied: AppliedStore,
    keepsSchema: boolean,
  ) => {
    const store = await loadModule<Store>(applied.reference, admission);
    await store.start({ ...context, keepsSchema });
    opened.unshift(store);
    return { store, identity: await requireIdentity({ place, applied, module: store }) };
  };
  try {
    const reference = appliedConfiguration(configuration, entry).data.state;
    const { store: own } = await open<RecordStore>('records', over.from, true);
    const continued = {
      ledgerDirectory: ledgerDirectory(configuration),
      openEarlier: async (earlier: AppliedStore): Promise<RecordStore> =>
        asInForce((await open<RecordStore>('records', earlier, true)).store, earlier, continued),
    };
    const from = await asInForce(own, over.from, continued);
    const { store: to, identity } = await open<RecordStore>('records', over.to, false);
    const { store: state } = await open<StateStore>('state', { ...entry.data.state, reference }, true);
    // As the processes that serve index, whatever the file says for their next start: what they search is what is indexed here.
    const { search, limits } = entry.others;
    const baseUrl = await baseUrlOf(configuration, entry, rollCall);
    const fullText = search?.fullText ?? false;
    const entries = await recordEntries({
      stores: { records: from, state },
      context,
      baseUrl,
      fullText,
      ...(limits === undefined ? {} : { limits }),
    });
    return { from, to, entries, madeBy: madeBy({ indexRules: indexCode, baseUrl, fullText }), identity, close };
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
