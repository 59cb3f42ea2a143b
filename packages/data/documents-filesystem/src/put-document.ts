import { rename, rm } from 'node:fs/promises';
import type { DocumentDescription, ModuleContext, PutOptions } from '@baseplate-epr/contracts';
import { documentFolder, documentPath } from './document-path.ts';
import { flushFolder, type LastingFolders } from './flushed-folders.ts';
import { incomingPath } from './incoming-folder.ts';
import { type FileWork, receiveContent } from './receive-content.ts';

/** What a put works with. */
export interface PutContext {
  readonly directory: string;
  readonly folders: LastingFolders;
  readonly module: ModuleContext;
  readonly onFiles: FileWork;
}

/**
 * Receives a document and gives it its name: file flushed, renamed, folder flushed, in this order, so that a name always
 * stands for all the bytes. A file that is already there is replaced by the same bytes, which also mends a damaged one.
 */
export async function putDocument(options: PutOptions, context: PutContext): Promise<DocumentDescription> {
  const { directory, folders, module, onFiles } = context;
  const incoming = incomingPath(directory, module);
  const description = await receiveContent(incoming, options, onFiles);
  return onFiles(async () => {
    try {
      const folder = documentFolder(directory, description.sha256);
      await folders.make(folder);
      await rename(incoming, documentPath(directory, description));
      await flushFolder(folder);
      return description;
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  });
}
