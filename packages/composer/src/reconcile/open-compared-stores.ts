import type { DocumentStore, ModuleContext, RecordStore } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration } from '../configuration/assembly-configuration.ts';
import { unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { runAll, stopAll } from '../module/start-modules.ts';

/** The stores of an assembly that are compared with another's. */
export interface ComparedStores {
  readonly records: RecordStore;
  readonly documents: DocumentStore;
  stop(): Promise<void>;
}

/** Starts those stores and nothing else; the record may be running in other processes. Holds nothing open if it fails. */
export async function openComparedStores(
  { data }: Pick<AssemblyConfiguration, 'data'>,
  context: ModuleContext,
): Promise<ComparedStores> {
  const records = await loadModule<RecordStore>(data.records, unasked);
  const documents = await loadModule<DocumentStore>(data.documents, unasked);
  const stop = () => stopAll([records, documents], () => context.logger.error('A store failed to stop.'));
  try {
    await runAll([
      { place: 'data.records', run: () => records.start(context) },
      { place: 'data.documents', run: () => documents.start(context) },
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { records, documents, stop };
}
