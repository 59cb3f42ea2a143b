import { hostname } from 'node:os';
import type { ModuleContext } from '@baseplate-epr/contracts';
import { indexCode } from '@baseplate-epr/record';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { type Ledger, openLedger } from '../ledger/ledger.ts';
import { dataPlaces, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { namedServices } from '../ledger/ledger-services.ts';
import { openProcessFiles, type ProcessFile, type ProcessFiles } from '../ledger/process-file.ts';
import { processSpace } from '../ledger/process-space.ts';
import { appliedConfiguration, otherParts, storeDifferences } from './applied-configuration.ts';
import { serviceDifferences } from './applied-services.ts';
import { isSameReference, isSameStore, stable } from './same-store.ts';

/** A ledger, and this process's place beside it. */
export interface OpenLedger {
  readonly ledger: Ledger;
  readonly files: ProcessFiles;
  /** What this process says of itself at first. */
  readonly self: ProcessFile;
}

/**
 * Opens the ledger a configuration names, under a new name for this process. Its folder is made by who serves alone: a command that made one in the
 * place of a disk that is not mounted would have others take it for the ledger.
 */
export async function openLedgerOf(
  directory: string,
  context: ModuleContext,
  role: ProcessFile['role'],
): Promise<OpenLedger> {
  const id = Buffer.from(context.randomBytes(9)).toString('base64url');
  const now = () => context.clock.now();
  const ledger = await openLedger({ directory, writer: id, now, makes: role === 'serving' });
  const files = await openProcessFiles(directory);
  const own = { id, pid: process.pid, host: hostname(), space: processSpace(), role, indexRules: indexCode };
  return { ledger, files, self: { ...own, startedAt: now(), beat: 0, meets: 0, opened: {} } };
}

/** What an assembly starts with. */
export interface AppliedAssembly extends OpenLedger {
  readonly entry: LedgerEntry;
  /** The configuration with the stores and services that are in force. */
  readonly configuration: AssemblyConfiguration;
}

/**
 * Finds out what is in force before an assembly is started: the ledger wins over the file, and where they differ that is said. The very first
 * start writes down what the file names.
 *
 * @param serves - whether this start is the one by which what is neither store nor service takes effect
 */
export async function openApplied(
  configuration: AssemblyConfiguration,
  directory: string,
  context: ModuleContext,
  serves: boolean,
): Promise<AppliedAssembly> {
  const opened = await openLedgerOf(directory, context, 'serving');
  const others = otherParts(configuration);
  const { records, documents, audit, state } = configuration.data;
  const first = { records, documents, audit, state };
  await opened.ledger.begin({
    what: 'The assembly was started for the first time.',
    others,
    services: { ...namedServices(configuration), since: 1 },
    data: storesOf((place) => ({ reference: first[place], since: 1 })),
  });
  const entry = await opened.ledger.change((newest) => {
    const data = storesOf((place) => {
      const applied = newest.data[place];
      const named = first[place];
      return serves && isSameStore(named, applied.reference) ? { ...applied, reference: named } : applied;
    });
    const settings = dataPlaces.filter(
      (place) => !isSameReference(data[place].reference, newest.data[place].reference),
    );
    const isOther = serves && stable(others) !== stable(newest.others);
    if (settings.length === 0 && !isOther) return undefined;
    const changed = [...settings.map((place) => `the settings of data.${place}`), ...(isOther ? ['other parts'] : [])];
    return { what: `A start brought ${changed.join(' and ')} of the configuration into force.`, data, others };
  });
  for (const difference of [...storeDifferences(configuration, entry), ...serviceDifferences(configuration, entry)]) {
    context.logger.warn(`${difference}. What was applied counts; baseplate plan says what would change.`);
  }
  return { ...opened, entry, configuration: appliedConfiguration(configuration, entry) };
}

function storesOf(
  storeOf: (place: (typeof dataPlaces)[number]) => LedgerEntry['data']['records'],
): LedgerEntry['data'] {
  return {
    records: storeOf('records'),
    documents: storeOf('documents'),
    audit: storeOf('audit'),
    state: storeOf('state'),
  };
}
