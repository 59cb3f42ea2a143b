import {
  type AuditLog,
  type DocumentStore,
  isBaseplateError,
  type Module,
  type RecordStore,
  type StateStore,
} from '@baseplate-epr/contracts';
import { type ArchivedStores, type IntendedImport, requireEmpty } from '@baseplate-epr/record';
import { openRecordsInForce } from '../applied/open-records-in-force.ts';
import { requireKnown } from '../applied/require-known.ts';
import { unasked } from '../module/admission.ts';
import { loadModule } from '../module/load-module.ts';
import { stopAll } from '../module/start-modules.ts';
import type { OpenStoresOptions } from './open-stores.ts';

type OtherPlace = 'documents' | 'audit' | 'state';

/**
 * Looks into those of the stores that are there whether an archive may come into them, before it is read from end to end. Makes nothing: a refusal
 * leaves every place as it was.
 *
 * @throws BaseplateError `input-invalid` that says what is there; errors of stores that are there and cannot be used
 */
export async function lookIfEmpty(
  { configuration: { data }, context, known }: Pick<OpenStoresOptions, 'configuration' | 'context' | 'known'>,
  intended: IntendedImport,
): Promise<void> {
  const opened: Pick<Module, 'stop'>[] = [];
  const other = <Store extends DocumentStore | AuditLog | StateStore>(place: OtherPlace) =>
    ifThere(async () => {
      const reference = data[place];
      const store = await loadModule<Store>(reference, unasked);
      opened.push(store);
      await store.start({ ...context, keepsSchema: true });
      await requireKnown({ place, reference, module: store, known });
      return store;
    });
  const openRecords = async (): Promise<RecordStore> => {
    const { records, stop } = await openRecordsInForce({ reference: data.records, context, known });
    opened.push({ stop });
    return records;
  };
  try {
    const there = {
      records: await ifThere(openRecords),
      documents: await other<DocumentStore>('documents'),
      audit: await other<AuditLog>('audit'),
      state: await other<StateStore>('state'),
    };
    const found = Object.entries(there).filter(([, store]) => store !== undefined);
    await requireEmpty(Object.fromEntries(found) as Partial<ArchivedStores>, intended);
  } finally {
    await stopAll(opened, () => context.logger.error('A store failed to stop.'));
  }
}

/** A store that is not there, or has a schema of before, says so when it is only looked at. Whatever else is wrong with one is wrong with the import. */
async function ifThere<Store>(open: () => Promise<Store>): Promise<Store | undefined> {
  try {
    return await open();
  } catch (error) {
    if (isBaseplateError(error) && error.code === 'precondition-failed') return undefined;
    throw error;
  }
}
