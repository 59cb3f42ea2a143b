import { createHash } from 'node:crypto';
import { BaseplateError, type DocumentDescription, type PutOptions } from '@baseplate-epr/contracts';

/** A stream taken in part by part. */
export interface Intake {
  /**
   * Parts of exactly the given size, but for the last, which may be smaller and is empty only if the document is. **The bytes are
   * overwritten** when the next part is asked for. Whoever stops early cancels the stream.
   */
  readonly parts: AsyncIterable<Part>;
  /**
   * What all parts together are.
   * @throws BaseplateError `content-mismatch` if another digest was announced
   */
  description(): DocumentDescription;
}

/** Some bytes of a document. */
export interface Part {
  readonly bytes: Buffer;
  readonly last: boolean;
}

const smallestBuffer = 64 * 1024;

/** Takes in a stream, holding one part of it, and only as much memory as has arrived. */
export function receiveParts(options: PutOptions, partSize: number): Intake {
  const { content, sha256: announced, limit = Number.POSITIVE_INFINITY } = options;
  const hash = createHash('sha256');
  let size = 0;
  return {
    parts: parts(),
    description: () => {
      const sha256 = hash.digest('hex');
      if (announced === undefined || announced === sha256) return { sha256, size };
      throw new BaseplateError({
        code: 'content-mismatch',
        message: 'The bytes do not have the announced SHA-256 digest. Nothing was kept; send the document again.',
      });
    },
  };

  async function* parts(): AsyncGenerator<Part> {
    let buffer = Buffer.allocUnsafeSlow(Math.min(smallestBuffer, partSize));
    let filled = 0;
    for await (const chunk of content) {
      size += chunk.byteLength;
      if (size > limit) throw tooLarge(limit);
      hash.update(chunk);
      for (let taken = 0; taken < chunk.byteLength; ) {
        // A full part waits for what comes after it: only then is it known not to be the last.
        if (filled === partSize) {
          yield { bytes: buffer, last: false };
          filled = 0;
        }
        const wanted = Math.min(partSize, filled + chunk.byteLength - taken);
        if (wanted > buffer.byteLength) buffer = grow(buffer, filled, Math.min(partSize, Math.max(wanted, 2 * filled)));
        const copied = Math.min(chunk.byteLength - taken, buffer.byteLength - filled);
        buffer.set(chunk.subarray(taken, taken + copied), filled);
        filled += copied;
        taken += copied;
      }
    }
    yield { bytes: buffer.subarray(0, filled), last: true };
  }
}

function grow(buffer: Buffer, filled: number, size: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(size);
  buffer.copy(larger, 0, 0, filled);
  return larger;
}

function tooLarge(limit: number): BaseplateError {
  return new BaseplateError({
    code: 'limit-exceeded',
    message: `The document is larger than the ${limit} bytes allowed here. Nothing was kept; send a smaller one.`,
    details: { limit },
  });
}
