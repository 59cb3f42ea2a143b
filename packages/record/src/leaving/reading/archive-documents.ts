import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BaseplateError, type DocumentDescription, type DocumentStore } from '@baseplate-epr/contracts';
import { archivePaths, documentFile } from '../format/archive-paths.ts';
import { codeOf, onDisk } from '../writing/disk-error.ts';

/** The documents of an archive, as a document store that is only read. */
export type ArchiveDocuments = Pick<DocumentStore, 'list' | 'get' | 'head'>;

/** Opens them. */
export function archiveDocuments(directory: string): ArchiveDocuments {
  const head = async ({ sha256 }: { readonly sha256: string }) => describe(directory, sha256);
  return {
    head: (options) => onDisk(directory, () => head(options)),
    list: ({ after = '', limit }) =>
      onDisk(directory, async () => {
        const documents: DocumentDescription[] = [];
        for (const folder of await namesIn(join(directory, archivePaths.documents))) {
          if (folder < after.slice(0, 2)) continue;
          for (const name of await namesIn(join(directory, archivePaths.documents, folder))) {
            if (name <= after) continue;
            const document = await describe(directory, name);
            if (document === undefined) continue;
            if (documents.length === limit) return { documents, next: documents.at(-1)?.sha256 };
            documents.push(document);
          }
        }
        return { documents };
      }),
    get: ({ sha256 }) =>
      onDisk(directory, async () => {
        const document = await head({ sha256 });
        if (document === undefined) {
          throw new BaseplateError({ code: 'not-found', message: `The archive has no document ${sha256}.` });
        }
        return { ...document, content: Readable.toWeb(Readable.from(hashed(directory, sha256))) as ReadableStream };
      }),
  };
}

/** Its bytes; fails at the end if they are not those of the name. */
async function* hashed(directory: string, sha256: string): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(join(directory, documentFile(sha256)), { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk);
    yield new Uint8Array(chunk);
  }
  if (hash.digest('hex') !== sha256) {
    throw new BaseplateError({
      code: 'storage-corrupt',
      message: `${documentFile(sha256)} has changed since it was written. Take a copy of the archive that is whole.`,
    });
  }
}

async function describe(directory: string, sha256: string): Promise<DocumentDescription | undefined> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
  try {
    return { sha256, size: (await stat(join(directory, documentFile(sha256)))).size };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
