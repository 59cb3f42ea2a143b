import { createHash } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { BaseplateError, type DocumentDescription, type PutOptions } from '@baseplate-epr/contracts';

/** Runs work on files and replaces the system's errors; whatever else fails, such as the caller's stream, keeps its error. */
export type FileWork = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Writes a stream to a new file and flushes it, holding one chunk at a time. On any failure the file is gone, the stream is
 * cancelled, and nothing else has happened.
 */
export async function receiveContent(
  path: string,
  options: PutOptions,
  onFiles: FileWork,
): Promise<DocumentDescription> {
  let handle: FileHandle;
  try {
    handle = await onFiles(() => open(path, 'wx', 0o640));
  } catch (error) {
    await options.content.cancel(error);
    throw error;
  }
  try {
    const description = await write(handle, options, onFiles);
    await onFiles(async () => {
      await handle.sync();
      await handle.close();
    });
    return description;
  } catch (error) {
    await onFiles(async () => {
      await handle.close();
      await rm(path, { force: true });
    });
    throw error;
  }
}

async function write(handle: FileHandle, options: PutOptions, onFiles: FileWork): Promise<DocumentDescription> {
  const { content, sha256: announced, limit = Number.POSITIVE_INFINITY } = options;
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of content) {
    size += chunk.byteLength;
    if (size > limit) {
      throw new BaseplateError({
        code: 'limit-exceeded',
        message: `The document is larger than the ${limit} bytes allowed here. Nothing was kept; send a smaller one.`,
        details: { limit },
      });
    }
    hash.update(chunk);
    await onFiles(() => writeWhole(handle, chunk));
  }
  const sha256 = hash.digest('hex');
  if (announced === undefined || announced === sha256) return { sha256, size };
  throw new BaseplateError({
    code: 'content-mismatch',
    message: 'The bytes do not have the announced SHA-256 digest. Nothing was kept; send the document again.',
  });
}

/** A single write may be short, as on a disk that is nearly full. */
async function writeWhole(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let written = 0;
  while (written < chunk.byteLength) {
    written += (await handle.write(chunk, written, chunk.byteLength - written)).bytesWritten;
  }
}
