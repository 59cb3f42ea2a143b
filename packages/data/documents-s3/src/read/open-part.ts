import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { Bucket } from '../bucket/bucket.ts';
import { sizeOf } from '../bucket/size-metadata.ts';
import { failureFacts, isAbsent } from '../bucket/storage-error.ts';
import { notFound } from './refusals.ts';

/** The beginning of an answer: bytes of a document from a place on. */
export interface OpenPart {
  /** Bytes from the place asked for on, at least to the end asked for. Whoever does not read it to its end destroys it. */
  readonly body: Readable;
  /** How many bytes the whole document has now. */
  readonly stored: number;
  /** How many were put, if that is known. */
  readonly size: number | undefined;
}

/**
 * Asks for bytes `[start, end)` of a document; to its end if `end` is absent.
 *
 * @returns undefined if the document ends before `start`
 * @throws BaseplateError `not-found`, `storage-unavailable`
 */
export async function openPart(
  { name, keys, on }: Bucket,
  sha256: string,
  { start, end }: { readonly start: number; readonly end?: number },
): Promise<OpenPart | undefined> {
  // A document that is empty has no range at all in HTTP.
  const Range = start === 0 && end === undefined ? undefined : `bytes=${start}-${end === undefined ? '' : end - 1}`;
  const command = new GetObjectCommand({ Bucket: name, Key: keys.document(sha256), ...(Range && { Range }) });
  return on(async (client) => {
    try {
      const { Body, ContentLength = 0, ContentRange, Metadata } = await client.send(command);
      if (!(Body instanceof Readable)) throw new TypeError('The SDK gave no stream.');
      // An error that nobody listens to ends the process. Whoever reads sees it all the same.
      Body.on('error', () => {});
      const stored = Range === undefined ? ContentLength : totalOf(ContentRange, start);
      if (stored !== undefined) return { body: Body, stored, size: sizeOf(Metadata) };
      Body.destroy();
      throw new BaseplateError({
        code: 'storage-unavailable',
        message: `The store of the bucket ${name} does not answer with the range of bytes it was asked for. Use another store.`,
      });
    } catch (error) {
      if (isAbsent(error)) throw notFound();
      if (failureFacts(error).status === 416) return undefined;
      throw error;
    }
  });
}

/** The size of the whole from a `Content-Range`, if the answer begins where it should. */
function totalOf(contentRange: string | undefined, start: number): number | undefined {
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(contentRange ?? '') ?? [];
  return first !== undefined && total !== undefined && Number(first) === start ? Number(total) : undefined;
}
