import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bucket } from '../bucket/bucket.ts';
import { storageError } from '../bucket/storage-error.ts';
import { type OpenPart, openPart } from './open-part.ts';
import { corrupt } from './refusals.ts';

/** What to read. */
export interface Reading {
  readonly sha256: string;
  readonly start: number;
  readonly end: number;
  /** Whether this is everything, so that its digest can be compared. */
  readonly whole: boolean;
  /** The answer that has begun. */
  readonly opened: OpenPart;
}

/**
 * Gives bytes as they come. A connection that breaks, or is silent for longer than a request may be, is made again from where it
 * was, as often as `attempts` says without getting further.
 *
 * The last chunk of a whole document is held back until the digest is known: who counts bytes must not take a damaged document for
 * whole.
 *
 * @throws BaseplateError `storage-corrupt` where bytes are missing or others than were put, `storage-unavailable`
 */
export async function* readBytes(bucket: Bucket, reading: Reading): AsyncGenerator<Uint8Array, void, undefined> {
  const { sha256, start, end, whole } = reading;
  const { attempts, requestTime } = bucket.options;
  const hash = createHash('sha256');
  let { body } = reading.opened;
  let chunks: AsyncIterator<Buffer> = body[Symbol.asyncIterator]();
  let position = start;
  let failed = 0;
  try {
    while (position < end) {
      let chunk: Buffer | undefined;
      try {
        chunk = await nextChunk(body, chunks, requestTime);
        failed = 0;
      } catch (error) {
        failed += 1;
        if (failed >= attempts) throw storageError(bucket.name, error);
        body.destroy();
        await wait(100 * 2 ** failed);
        const again = await openPart(bucket, sha256, { start: position, end });
        if (again === undefined) throw corrupt(sha256);
        body = again.body;
        chunks = body[Symbol.asyncIterator]();
        continue;
      }
      if (chunk === undefined) throw corrupt(sha256);
      const bytes = chunk.subarray(0, end - position);
      position += bytes.byteLength;
      if (whole) hash.update(bytes);
      if (position === end && whole && hash.digest('hex') !== sha256) throw corrupt(sha256);
      yield bytes;
    }
    if (whole && start === end && hash.digest('hex') !== sha256) throw corrupt(sha256);
  } finally {
    body.destroy();
  }
}

/** Whatever comes next, undefined at the end; fails if nothing comes for so many milliseconds. */
async function nextChunk(body: Readable, chunks: AsyncIterator<Buffer>, silence: number): Promise<Buffer | undefined> {
  const timer = setTimeout(() => {
    body.destroy(Object.assign(new Error('The store has been silent for too long.'), { name: 'TimeoutError' }));
  }, silence);
  try {
    const { value, done } = await chunks.next();
    return done === true ? undefined : value;
  } finally {
    clearTimeout(timer);
  }
}
