import type { ModuleReference } from '@baseplate-epr/contracts';

/** Options of the document store in a folder. */
export type FilesystemDocumentsOptions = {
  /** The folder. It is made if it is not there. It must be on a file system that renames atomically and flushes when asked. */
  readonly directory: string;
};

/** For a configuration: keeps documents as files in a folder. */
export function filesystemDocuments(options: FilesystemDocumentsOptions): ModuleReference<'document-store'> {
  return {
    contract: 'document-store',
    contractVersion: 1,
    package: '@baseplate-epr/documents-filesystem',
    module: import.meta.resolve('@baseplate-epr/documents-filesystem'),
    factory: 'createFilesystemDocumentStore',
    keeps: options.directory,
    options,
  };
}
