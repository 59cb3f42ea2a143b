import { createHash } from 'node:crypto';

/** A document in the hands of a case: its bytes and their name. */
export interface TrialDocument {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** A fresh stream of the bytes, in chunks of the given size. */
  stream(chunkSize?: number): ReadableStream<Uint8Array>;
}

/** Makes a document of these bytes. */
export function trialDocument(bytes: Uint8Array): TrialDocument {
  return {
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    stream: (chunkSize = 1_000) => {
      let offset = 0;
      return new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (offset < bytes.byteLength) controller.enqueue(bytes.slice(offset, offset + chunkSize));
          else controller.close();
          offset += chunkSize;
        },
      });
    },
  };
}

/** Reads a stream to its end. */
export async function readAll(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
