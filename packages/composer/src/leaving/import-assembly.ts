import type { ModuleContext } from '@baseplate-epr/contracts';
import {
  archiveSeal,
  type CheckArchiveOptions,
  checkArchive,
  type ImportResult,
  importEverything,
  recordEntries,
} from '@baseplate-epr/record';
import { appliedConfiguration } from '../applied/applied-configuration.ts';
import { knownAssembly } from '../applied/in-force.ts';
import { listeningAddress } from '../assembly/listening-address.ts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { restoredDelivery } from '../delivery/restored-delivery.ts';
import { commandAgent } from './command-agent.ts';
import { lookIfEmpty } from './look-if-empty.ts';
import { openStores } from './open-stores.ts';

/** What to import, and where. */
export interface ImportAssemblyOptions extends CheckArchiveOptions {
  readonly configuration: AssemblyConfiguration;
  readonly context: ModuleContext;
  /** Account of the operating system that wants it. */
  readonly account: string;
}

/**
 * Brings an archive into the stores of an assembly that is not running; see `importEverything`. Stores that are not there are made when the archive
 * was read from end to end: one that is refused leaves the place as it was, and the next try, or a start, finds nothing of it.
 */
export async function importAssembly(options: ImportAssemblyOptions): Promise<ImportResult> {
  const { context, account, directory, purpose, signal, onProgress } = options;
  const known = await knownAssembly(options.configuration, context);
  const configuration =
    known === undefined ? options.configuration : appliedConfiguration(options.configuration, known.entry);
  await lookIfEmpty({ configuration, context, known }, { purpose, seal: await archiveSeal(directory) });
  const archive = await checkArchive(options);
  const { hosting, search, limits } = configuration;
  const origin = hosting.publicOrigin ?? (await listeningAddress(configuration));
  const { stores, stop } = await openStores({ configuration, context, known, keepsSchema: false });
  try {
    let index: ReturnType<typeof recordEntries> | undefined;
    return await importEverything({
      stores,
      archive,
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
