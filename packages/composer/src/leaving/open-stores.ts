import type { AuditLog, DocumentStore, ModuleContext, StateStore } from '@baseplate-epr/contracts';
import type { ArchivedStores } from '@baseplate-epr/record';
import type { KnownAssembly } from '../applied/in-force.ts';
import { type OpenRecords, openRecordsInForce } from '../applied/open-records-in-force.ts';
import { requireKnown } from '../applied/require-known.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { runAll, stopAll } from '../module/start-modules.ts';
import { soleUse } from '../sharing/sole-use.ts';

/** The stores of an assembly, started by themselves. */
export interface OpenStores {
  readonly stores: ArchivedStores;
  /** That the record goes on elsewhere, in words; only where that was asked for. */
  readonly superseded?: string;
  /** Whether other processes may use the record while they are open. */
  readonly isShared: boolean;
  stop(): Promise<void>;
}

/** Which stores, and how they are opened. */
export interface OpenStoresOptions {
  readonly configuration: Pick<AssemblyConfiguration, 'data'>;
  readonly context: ModuleContext;
  /** What the ledger says; absent without one. */
  readonly known: KnownAssembly | undefined;
  /** They are looked at, beside whatever uses them: nothing is made, and no schema brought up to date. */
  readonly keepsSchema: boolean;
  /** A record that was superseded is opened all the same, and told. Default false. */
  readonly superseded?: boolean;
}

/**
 * Starts the four stores that a configuration names, and nothing else; the record may be running in other processes. Each must be the one that
 * the ledger means. Holds nothing open if it fails.
 *
 * @throws BaseplateError that lists all that stands in the way
 */
export async function openStores({
  configuration,
  context,
  known,
  keepsSchema,
  superseded = false,
}: OpenStoresOptions): Promise<OpenStores> {
  const { data } = configuration;
  const others = {
    documents: await loadModule<DocumentStore>(data.documents, unasked),
    audit: await loadModule<AuditLog>(data.audit, unasked),
    state: await loadModule<StateStore>(data.state, unasked),
  };
  let opened: OpenRecords | undefined;
  const stop = async () => {
    const modules = [...(opened === undefined ? [] : [opened]), ...Object.values(others)];
    await stopAll(modules, () => context.logger.error('A store failed to stop.'));
  };
  const steps = (['documents', 'audit', 'state'] as const).map((place) => ({
    place: `data.${place}`,
    run: async () => {
      await others[place].start({ ...context, keepsSchema });
      await requireKnown({ place, reference: data[place], module: others[place], known });
    },
  }));
  const openRecords = async (): Promise<OpenRecords> => {
    opened = await openRecordsInForce({ reference: data.records, context, known, keepsSchema, superseded });
    return opened;
  };
  try {
    let records: ArchivedStores['records'] | undefined;
    const first = { place: 'data.records', run: async () => ({ records } = await openRecords()) };
    await runAll([first, ...steps]);
    if (records === undefined) throw new Error('A record store that was opened is not there.');
    const told = opened?.superseded === undefined ? {} : { superseded: opened.superseded };
    return { stores: { records, ...others }, ...told, isShared: soleUse(records) === undefined, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
