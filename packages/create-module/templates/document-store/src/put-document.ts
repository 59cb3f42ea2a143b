import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { BaseplateError, type DocumentDescription, type PutOptions } from '@baseplate-epr/contracts';
import { incomingPath, pathOf } from './document-files.ts';
import { flushFolder } from './files.ts';

/** Keeps a document: file flushed, renamed, folder flushed, in this order. On any failure nothing is left of it. */
export async function putDocument(directory: string, options: PutOptions): Promise<DocumentDescription> {
  const incoming = incomingPath(directory);
  try {
    const description = await receive(incoming, options);
    await rename(incoming, pathOf(directory, description));
    await flushFolder(directory);
    return description;
  } catch (error) {
    await rm(incoming, { force: true });
    throw error;
  }
}

/** Writes a stream to a new file, one chunk at a time, however long it is. */
async function receive(path: string, { content, sha256: announced, limit }: PutOptions): Promise<DocumentDescription> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content) {
      size += chunk.byteLength;
      if (limit !== undefined && size > limit) {
        throw new BaseplateError({
          code: 'limit-exceeded',
          message: `The document is larger than the ${limit} bytes allowed here. Nothing was kept; send a smaller one.`,
        });
      }
      hash.update(chunk);
      await handle.appendFile(chunk);
    }
    const sha256 = hash.digest('hex');
    if (announced !== undefined && announced !== sha256) {
      throw new BaseplateError({
        code: 'content-mismatch',
        message: 'The bytes do not have the announced SHA-256 digest. Nothing was kept; send the document again.',
      });
    }
    await handle.sync();
    return { sha256, size };
  } finally {
    await handle.close();
  }
}
