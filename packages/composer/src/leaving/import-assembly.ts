import type { ModuleContext } from '@baseplate-epr/contracts';
import { type ImportOptions, type ImportResult, importEverything, recordEntries } from '@baseplate-epr/record';
import { appliedConfiguration } from '../applied/applied-configuration.ts';
import { knownAssembly } from '../applied/in-force.ts';
import { listeningAddress } from '../assembly/listening-address.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { restoredDelivery } from '../delivery/restored-delivery.ts';
import { commandAgent } from './command-agent.ts';
import { openStores } from './open-stores.ts';

/** What to import, and where. */
export interface ImportAssemblyOptions extends Pick<ImportOptions, 'directory' | 'purpose' | 'signal' | 'onProgress'> {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  /** Account of the operating system that wants it. */
  readonly account: string;
}

/** Brings an archive into the stores of an assembly that is not running; see `importEverything`. */
export async function importAssembly(options: ImportAssemblyOptions): Promise<ImportResult> {
  const { context, account, directory, purpose, signal, onProgress } = options;
  const known = await knownAssembly(options.configuration, context);
  const configuration =
    known === undefined ? options.configuration : appliedConfiguration(options.configuration, known.entry);
  const { hosting, search, limits } = configuration;
  const origin = hosting.publicOrigin ?? (await listeningAddress(configuration));
  const { stores, stop } = await openStores({ configuration, context, known, keepsSchema: false });
  try {
    let index: ReturnType<typeof recordEntries> | undefined;
    return await importEverything({
      stores,
      directory,
      purpose,
      // Opened at the first version, when the stores are known to be empty: opening it notes how they are indexed.
      entriesOf: async (version) => {
        index ??= recordEntries({
          stores,
          context,
          baseUrl: `${origin}/fhir`,
          fullText: search?.fullText ?? false,
          ...(limits === undefined ? {} : { limits }),
        });
        return (await index).entriesOf(version);
      },
      restored: restoredDelivery,
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
