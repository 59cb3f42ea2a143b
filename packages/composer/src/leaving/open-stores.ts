import type { ModuleContext } from '@baseplate-epr/contracts';
import type { ArchivedStores } from '@baseplate-epr/record';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { runAll, stopAll } from '../module/start-modules.ts';

/** The stores of an assembly, started by themselves. */
export interface OpenStores {
  readonly stores: ArchivedStores;
  stop(): Promise<void>;
}

/** Starts the four stores that a configuration names, and nothing else; the record may be running in other processes. */
export async function openStores({ data }: AssemblyConfiguration, context: ModuleContext): Promise<OpenStores> {
  const stores: ArchivedStores = {
    records: await loadModule(data.records, unasked),
    documents: await loadModule(data.documents, unasked),
    audit: await loadModule(data.audit, unasked),
    state: await loadModule(data.state, unasked),
  };
  const { records, documents, audit, state } = stores;
  const stop = () => stopAll([records, documents, audit, state], () => context.logger.error('a store failed to stop'));
  try {
    await runAll([
      { place: 'data.records', run: () => records.start(context) },
      { place: 'data.documents', run: () => documents.start(context) },
      { place: 'data.audit', run: () => audit.start(context) },
      { place: 'data.state', run: () => state.start(context) },
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stores, stop };
}
