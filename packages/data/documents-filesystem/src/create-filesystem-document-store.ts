import { existsSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { BaseplateError, type DocumentStore, type ModuleContext } from '@baseplate-epr/contracts';
import { documentFolder, documentPath, findDocument } from './document-path.ts';
import { fileError, systemCodeOf } from './file-error.ts';
import type { FilesystemDocumentsOptions } from './filesystem-documents-options.ts';
import { createLastingFolders, flushFolder, makeFolder } from './flushed-folders.ts';
import { getDocument } from './get-document.ts';
import { clearLeftOvers, incomingFolder, proveWritable } from './incoming-folder.ts';
import { listDocuments } from './list-documents.ts';
import { type PutContext, putDocument } from './put-document.ts';
import type { FileWork } from './receive-content.ts';
import { reckonSize } from './reckon-size.ts';

/**
 * A document store in a folder: one plain file per document, named by digest and size. Several processes may share the folder.
 * Files are written aside, flushed, and renamed into place, so a name always stands for a whole document. `stop` waits for
 * calls, not for readers: a stream that was handed out stays readable to its end.
 */
export function createFilesystemDocumentStore({ directory }: FilesystemDocumentsOptions): DocumentStore {
  let started: PutContext | undefined;
  const running = new Set<Promise<unknown>>();
  const onFiles: FileWork = async (work) => {
    try {
      return await work();
    } catch (error) {
      throw fileError(directory, error);
    }
  };
  const use = async <Result>(work: (context: PutContext) => Promise<Result>): Promise<Result> => {
    if (started === undefined) {
      throw new BaseplateError({
        code: 'module-unavailable',
        message: `The documents in ${directory} are not started. Start them first.`,
      });
    }
    const result = work(started);
    running.add(result);
    try {
      return await result;
    } finally {
      running.delete(result);
    }
  };
  return {
    contract: 'document-store',
    contractVersion: 1,
    start: (module) =>
      onFiles(async () => {
        await openFolder(directory, module);
        started = { directory, folders: createLastingFolders(), module, onFiles };
      }),
    stop: async () => {
      started = undefined;
      await Promise.allSettled(running);
    },
    health: async () => {
      try {
        await use(({ module }) => proveWritable(directory, module));
        return { status: 'pass' };
      } catch (error) {
        return { status: 'fail', reason: fileError(directory, error).message };
      }
    },
    size: () => use(() => onFiles(() => reckonSize(directory))),
    put: (options) => use((context) => putDocument(options, context)),
    get: (options) => use(() => onFiles(() => getDocument(directory, options))),
    head: ({ sha256 }) => use(() => onFiles(() => findDocument(directory, sha256))),
    delete: ({ sha256 }) => use(() => onFiles(() => deleteDocument(directory, sha256))),
    list: (options) => use(() => onFiles(() => listDocuments(directory, options))),
  };
}

async function openFolder(directory: string, module: ModuleContext): Promise<void> {
  if (typeof directory !== 'string' || directory === '') {
    throw new BaseplateError({
      code: 'configuration-invalid',
      message: 'The document store needs the path of its folder. Name one in its option "directory".',
    });
  }
  if (module.keepsSchema === true && !existsSync(directory)) {
    throw new BaseplateError({
      code: 'precondition-failed',
      message: `The folder of documents ${directory} is not there, and only a start of the record makes it. Check its path, and that its disk is mounted.`,
    });
  }
  await makeFolder(incomingFolder(directory));
  await flushFolder(directory);
  await clearLeftOvers(directory, await proveWritable(directory, module));
}

async function deleteDocument(directory: string, sha256: string): Promise<{ readonly deleted: boolean }> {
  const document = await findDocument(directory, sha256);
  if (document === undefined) return { deleted: false };
  try {
    await unlink(documentPath(directory, document));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return { deleted: false };
    throw error;
  }
  await flushFolder(documentFolder(directory, sha256));
  return { deleted: true };
}
