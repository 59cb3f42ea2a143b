import type { IndexEntry, ModuleContext, StateStore, StoredVersion } from '@baseplate-epr/contracts';
import { openSearchIndex } from '../indexing/search-index.ts';
import { versionEntries } from '../indexing/version-entries.ts';
import type { CreateRecordOptions } from '../record-core.ts';
import { defaultLimits, type RecordLimits } from '../record-limits.ts';
import { recordNamespace } from '../record-namespace.ts';

/** What a record's own index entries stand on: the same as for `createRecord`. */
export interface RecordEntriesOptions extends Pick<CreateRecordOptions, 'baseUrl' | 'fullText'> {
  readonly stores: {
    readonly records: CreateRecordOptions['stores']['records'];
    readonly state: StateStore;
  };
  readonly context: Pick<ModuleContext, 'logger'>;
  readonly limits?: Partial<RecordLimits>;
}

/** Computes index entries as the record that is in use does. */
export interface RecordEntries {
  /**
   * Entries of a version by the search parameters of the record, its own included.
   * @throws BaseplateError `input-invalid` or `limit-exceeded` if the text cannot be indexed
   */
  entriesOf(version: StoredVersion): Promise<readonly IndexEntry[]>;
  /** Of the search parameters in use; commits below it must be refused by a store that was loaded with these entries. */
  generation(): number;
  /** Takes up search parameters that have been written since. @returns whether there were any */
  refresh(): Promise<boolean>;
}

/** Opens the search index of a record, to load its versions into another store. The stores must be started. */
export async function recordEntries(options: RecordEntriesOptions): Promise<RecordEntries> {
  const { stores, context, baseUrl: base, fullText = false } = options;
  const { records } = stores;
  const state = stores.state.namespace({ name: recordNamespace });
  const index = await openSearchIndex({ records, state, logger: context.logger, fullText });
  const baseUrl = typeof base === 'string' ? () => base : base;
  const parts = { index, records, baseUrl, limits: { ...defaultLimits, ...options.limits } };
  return {
    entriesOf: (version) => versionEntries(parts, version),
    generation: () => index.generation(),
    refresh: () => index.refresh(),
  };
}
