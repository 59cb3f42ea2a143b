import type { ModuleReference } from '@baseplate-epr/contracts';

/** Options of this document store. */
export type DocumentStoreOptions = {
  /** The folder that documents are kept in. It is made if it is not there. */
  readonly directory: string;
};

/** For a trust's configuration: keeps documents as files in one folder. Inert: it names what to load, and loads nothing. */
export function documentStore(options: DocumentStoreOptions): ModuleReference<'document-store'> {
  return {
    contract: 'document-store',
    contractVersion: 1,
    package: '@supplier/module-name',
    module: import.meta.resolve('@supplier/module-name'),
    factory: 'createDocumentStore',
    keeps: options.directory,
    options,
  };
}
