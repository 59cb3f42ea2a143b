import { mkdir, readdir, rm } from 'node:fs/promises';
import { BaseplateError, type DocumentStore } from '@baseplate-epr/contracts';
import { clearLeftOvers } from './clear-left-overs.ts';
import { documentsIn, findDocument, pathOf } from './document-files.ts';
import type { DocumentStoreOptions } from './document-store.ts';
import { flushFolder, onFiles } from './files.ts';
import { getDocument } from './get-document.ts';
import { putDocument } from './put-document.ts';

/**
 * A document store in one folder: a file for each document, named `<sha256>.<size>`. A document is written under another name first, and gets
 * its own when all of it is on the disk, so a name always stands for all the bytes, whichever process has put it.
 */
export function createDocumentStore({ directory }: DocumentStoreOptions): DocumentStore {
  let started = false;

  /** Works on the files of a store that is started; the system's errors become the contract's. */
  async function work<Result>(run: () => Promise<Result>): Promise<Result> {
    if (started) return onFiles(run);
    throw new BaseplateError({
      code: 'module-unavailable',
      message: 'The document store is not started, or was stopped. Start it before using it.',
    });
  }

  return {
    contract: 'document-store',
    contractVersion: 1,
    async start() {
      await onFiles(async () => {
        await mkdir(directory, { recursive: true });
        await clearLeftOvers(directory);
        await flushFolder(directory);
      });
      started = true;
    },
    async stop() {
      started = false;
    },
    async health() {
      if (!started) return { status: 'fail', reason: 'The document store is not started.' };
      try {
        await readdir(directory);
        return { status: 'pass' };
      } catch {
        return { status: 'fail', reason: 'The folder of the documents cannot be read.' };
      }
    },
    put: (options) => work(() => putDocument(directory, options)),
    get: (options) => work(() => getDocument(directory, options)),
    head: ({ sha256 }) => work(() => findDocument(directory, sha256)),
    delete: ({ sha256 }) =>
      work(async () => {
        const document = await findDocument(directory, sha256);
        if (document === undefined) return { deleted: false };
        await rm(pathOf(directory, document), { force: true });
        await flushFolder(directory);
        return { deleted: true };
      }),
    list: ({ after = '', limit }) =>
      work(async () => {
        if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
          const message = 'The limit must be a whole number from 1 to 10,000.';
          throw new BaseplateError({ code: 'query-invalid', message });
        }
        const rest = (await documentsIn(directory)).filter(({ sha256 }) => sha256 > after);
        const documents = rest.slice(0, limit);
        const last = documents.at(-1);
        return { documents, ...(rest.length > limit && last !== undefined ? { next: last.sha256 } : {}) };
      }),
  };
}
