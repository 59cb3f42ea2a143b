import type { ModuleReference } from '@baseplate-epr/contracts';

/** Options of this record store. */
export type RecordStoreOptions = {
  /** The file that everything is kept in. It is made if it is not there; its folder must be. */
  readonly file: string;
};

/** For a trust's configuration: keeps the record in one file. Inert: it names what to load, and loads nothing. */
export function recordStore(options: RecordStoreOptions): ModuleReference<'record-store'> {
  return {
    contract: 'record-store',
    contractVersion: 1,
    package: '@supplier/module-name',
    module: import.meta.resolve('@supplier/module-name'),
    factory: 'createRecordStore',
    keeps: options.file,
    options,
  };
}
