import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { BaseplateError, type DocumentContent, type GetOptions } from '@baseplate-epr/contracts';
import { documentPath, findDocument } from './document-path.ts';
import { fileError, systemCodeOf } from './file-error.ts';

const chunkSize = 64 * 1024;

/** Opens a document for reading. The file stays open until the stream ends, fails or is cancelled, also if it is deleted. */
export async function getDocument(directory: string, { sha256, range }: GetOptions): Promise<DocumentContent> {
  const description = await findDocument(directory, sha256);
  if (description === undefined) throw notFound();
  const { size } = description;
  const { start, end = size } = range ?? { start: 0 };
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start > end || end > size) {
    throw new BaseplateError({
      code: 'range-unsatisfiable',
      message: `The range lies outside the document, which has ${size} bytes. Ask for bytes within it.`,
      details: { size },
    });
  }
  const handle = await open(documentPath(directory, description), 'r').catch((error: unknown) => {
    throw systemCodeOf(error) === 'ENOENT' ? notFound() : error;
  });
  try {
    if ((await handle.stat()).size !== size) throw corrupt(sha256);
    const whole = start === 0 && end === size;
    return { ...description, content: streamFile(handle, { directory, start, end, sha256, whole }) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

interface FilePart {
  readonly directory: string;
  readonly start: number;
  readonly end: number;
  readonly sha256: string;
  /** Whether the part is everything, so that its digest can be checked. */
  readonly whole: boolean;
}

function streamFile(
  handle: FileHandle,
  { directory, start, end, sha256, whole }: FilePart,
): ReadableStream<Uint8Array> {
  const hash = createHash('sha256');
  let position = start;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    if (position < end) {
      const wanted = Math.min(chunkSize, end - position);
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, position);
      if (bytesRead === 0) throw corrupt(sha256);
      position += bytesRead;
      const chunk = buffer.subarray(0, bytesRead);
      if (whole) hash.update(chunk);
      // The last chunk is held back until the digest is known: who counts bytes must not take a damaged document for whole.
      if (position === end && whole && hash.digest('hex') !== sha256) throw corrupt(sha256);
      controller.enqueue(chunk);
      return;
    }
    if (whole && start === end && hash.digest('hex') !== sha256) throw corrupt(sha256);
    await handle.close();
    controller.close();
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          await pull(controller);
        } catch (error) {
          await handle.close();
          throw fileError(directory, error);
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}

function notFound(): BaseplateError {
  return new BaseplateError({ code: 'not-found', message: 'There is no document of this digest. Check the digest.' });
}

function corrupt(sha256: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The stored bytes of document ${sha256} are not those that were put. Restore its file from a backup, or put it again.`,
    details: { sha256 },
  });
}
