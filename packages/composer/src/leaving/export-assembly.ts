import { createHash } from 'node:crypto';
import type { Identity, IdentityDirectory, ModuleContext, StateStore } from '@baseplate-epr/contracts';
import { type ArchivedAssembly, type ExportOptions, type ExportResult, exportEverything } from '@baseplate-epr/record';
import { appliedConfiguration } from '../applied/applied-configuration.ts';
import { knownAssembly } from '../applied/in-force.ts';
import { listeningAddress } from '../assembly/listening-address.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { commandAgent } from './command-agent.ts';
import { openStores } from './open-stores.ts';

/** What to export, and whither. */
export interface ExportAssemblyOptions extends Pick<ExportOptions, 'directory' | 'kind' | 'signal' | 'onProgress'> {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  /** Account of the operating system that wants it. */
  readonly account: string;
  /** Take out a record that goes on elsewhere as well, as it once was; its archive says so. Default false. */
  readonly superseded?: boolean;
  /** Told before anything is written. */
  onOpen?(opened: { readonly isShared: boolean }): void;
}

/**
 * Writes everything of an assembly into a folder, while it runs or not; see `exportEverything`.
 *
 * @throws BaseplateError before anything is read, if a store is not the one that the ledger means, has a schema of another release, or was superseded
 */
export async function exportAssembly(options: ExportAssemblyOptions): Promise<ExportResult> {
  const { context, account, directory, kind, signal, onProgress, onOpen } = options;
  const known = await knownAssembly(options.configuration, context);
  const configuration =
    known === undefined ? options.configuration : appliedConfiguration(options.configuration, known.entry);
  const opened = await openStores({ ...options, configuration, known, keepsSchema: true });
  const { stores, isShared, superseded, stop } = opened;
  try {
    onOpen?.({ isShared });
    const people = await directoryOf(configuration, context, stores.state);
    return await exportEverything({
      stores,
      directory,
      kind,
      assembly: await describe(configuration),
      source: sourceOf(configuration),
      ...(superseded === undefined ? {} : { problems: [{ what: 'the record', reason: superseded }] }),
      ...(people === undefined ? {} : { people }),
      by: commandAgent(configuration, account),
      clock: context.clock,
      randomBytes: context.randomBytes,
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
  } finally {
    await stop();
  }
}

async function describe(configuration: AssemblyConfiguration): Promise<ArchivedAssembly> {
  const { organisation, hosting, data, services, profiles = {} } = configuration;
  const origin = hosting.publicOrigin ?? (await listeningAddress(configuration));
  const places = {
    'hosting.server': hosting.server,
    'hosting.identity': hosting.identity,
    'data.records': data.records,
    'data.documents': data.documents,
    'data.audit': data.audit,
    'data.state': data.state,
    ...Object.fromEntries(services.map((service, index) => [`services[${index}]`, service])),
  };
  return {
    organisation,
    baseUrl: `${origin}/fhir`,
    modules: Object.entries(places).map(([place, { package: name, contractVersion }]) => ({
      place,
      package: name,
      contractVersion,
    })),
    demandedProfiles: profiles,
  };
}

/** Changes when another store is named: an export that was begun from one is not gone on with from another. */
function sourceOf({ data }: AssemblyConfiguration): string {
  const named = [data.records, data.documents, data.audit, data.state].map((one) => [one.package, one.options]);
  return createHash('sha256').update(JSON.stringify(named)).digest('hex');
}

async function directoryOf(
  { hosting }: AssemblyConfiguration,
  context: ModuleContext,
  state: StateStore,
): Promise<IdentityDirectory | undefined> {
  const identity = await loadModule<Identity>(hosting.identity, unasked);
  if (identity.directory === undefined) return undefined;
  try {
    await identity.start({ ...context, state: state.namespace({ name: 'identity' }) });
    return await identity.directory();
  } finally {
    await identity.stop();
  }
}
