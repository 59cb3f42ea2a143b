import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { BaseplateError, type DocumentContent, type GetOptions } from '@baseplate-epr/contracts';
import { findDocument, pathOf } from './document-files.ts';
import { fileError } from './files.ts';

const chunkSize = 64 * 1024;

/** Opens a document. The file stays open until the stream ends, fails or is cancelled, also if it is deleted meanwhile. */
export async function getDocument(directory: string, { sha256, range }: GetOptions): Promise<DocumentContent> {
  const description = await findDocument(directory, sha256);
  if (description === undefined) {
    throw new BaseplateError({ code: 'not-found', message: 'There is no document of this digest. Check the digest.' });
  }
  const { size } = description;
  const { start, end = size } = range ?? { start: 0 };
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start > end || end > size) {
    throw new BaseplateError({
      code: 'range-unsatisfiable',
      message: `The range lies outside the document, which has ${size} bytes. Ask for bytes within it.`,
      details: { size },
    });
  }
  const handle = await open(pathOf(directory, description), 'r');
  if ((await handle.stat()).size !== size) {
    await handle.close();
    throw corrupt();
  }
  const expected = start === 0 && end === size ? sha256 : undefined;
  return { ...description, content: readStream(handle, { start, end, expected }) };
}

/** Which bytes; `expected` is their digest, if it is known. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly expected: string | undefined;
}

function readStream(handle: FileHandle, { start, end, expected }: Part): ReadableStream<Uint8Array> {
  const hash = createHash('sha256');
  let at = start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { buffer, bytesRead } = await handle.read({
            buffer: Buffer.alloc(Math.min(chunkSize, end - at)),
            position: at,
          });
          if (bytesRead === 0 && at < end) throw corrupt();
          at += bytesRead;
          hash.update(buffer.subarray(0, bytesRead));
          // The last chunk is held back until the digest is known: who counts bytes must not take a damaged document for whole.
          if (at === end && expected !== undefined && hash.digest('hex') !== expected) throw corrupt();
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
          if (at < end) return;
          await handle.close();
          controller.close();
        } catch (error) {
          await handle.close();
          throw fileError(error);
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}

function corrupt(): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message:
      'The stored bytes of a document are not those that were put. Restore its file from a backup, or put it again.',
  });
}
