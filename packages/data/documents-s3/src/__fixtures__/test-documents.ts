import { createHash } from 'node:crypto';

/** Bytes that are all different from their neighbours, and their digest. */
export function testBytes(size: number, seed = 0): { readonly bytes: Buffer; readonly sha256: string } {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += 1) bytes[at] = (at * 31 + (at >> 8) * 7 + (at >> 16) * 13 + seed) & 255;
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** A stream of bytes, which fails at its end with the given error, if one is given. */
export function streamOf(bytes: Buffer, failure?: Error): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (at < bytes.byteLength) controller.enqueue(new Uint8Array(bytes.subarray(at, at + 300_000)));
      else if (failure === undefined) controller.close();
      else controller.error(failure);
      at += 300_000;
    },
  });
}

/** Reads a stream to its end. */
export async function readAll(content: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
