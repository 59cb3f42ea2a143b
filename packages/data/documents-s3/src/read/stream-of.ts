import type { Bucket } from '../bucket/bucket.ts';
import type { OpenPart } from './open-part.ts';

/**
 * Bytes as a stream that fetches nothing before it is read. It is counted among the bucket's readers until it ends, fails or is
 * cancelled, so that its connection is not closed under it.
 */
export function streamOf(
  bucket: Bucket,
  bytes: AsyncGenerator<Uint8Array, void, undefined>,
  { body }: OpenPart,
): ReadableStream<Uint8Array> {
  const { readers } = bucket;
  readers.add(bytes);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { value, done } = await bytes.next();
          if (done !== true) return controller.enqueue(value);
          readers.delete(bytes);
          controller.close();
        } catch (error) {
          readers.delete(bytes);
          throw error;
        }
      },
      cancel: async () => {
        readers.delete(bytes);
        // A generator that was never asked for anything does not tidy up.
        body.destroy();
        await bytes.return();
      },
    },
    { highWaterMark: 0 },
  );
}
