import { createHash } from 'node:crypto';
import { BaseplateError, type DocumentStore } from '@baseplate-epr/contracts';
import { pageOf } from '../memory/page-of.ts';

/** Bytes, and how many there were when they were put. */
export interface KeptDocument {
  readonly bytes: Uint8Array;
  readonly size: number;
}

/** What a memory store keeps: documents by their digest. */
export type KeptDocuments = Map<string, KeptDocument>;

/**
 * The document store at its plainest, for tests and as the measure of what is right. Durable for as long as `kept` is held: give
 * the same to another store to open it again. Documents are held in memory whole, which no other adapter may do.
 */
export function createMemoryDocumentStore(kept: KeptDocuments = new Map()): DocumentStore {
  return {
    contract: 'document-store',
    contractVersion: 1,
    start: async () => {},
    stop: async () => {},
    health: async () => ({ status: 'pass' }),
    put: async ({ content, sha256: announced, limit = Number.POSITIVE_INFINITY }) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of content) {
        size += chunk.byteLength;
        if (size > limit) {
          throw new BaseplateError({
            code: 'limit-exceeded',
            message: `The document is larger than the ${limit} bytes allowed here. Nothing was kept; send a smaller one.`,
          });
        }
        chunks.push(chunk.slice());
      }
      const bytes = Buffer.concat(chunks);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      if (announced !== undefined && announced !== sha256) {
        throw new BaseplateError({
          code: 'content-mismatch',
          message: 'The bytes do not have the announced SHA-256 digest. Nothing was kept; send the document again.',
        });
      }
      kept.set(sha256, { bytes, size });
      return { sha256, size };
    },
    get: async ({ sha256, range }) => {
      const document = kept.get(sha256);
      if (document === undefined) {
        throw new BaseplateError({
          code: 'not-found',
          message: 'There is no document of this digest. Check the digest.',
        });
      }
      const { bytes, size } = document;
      const { start, end = size } = range ?? { start: 0 };
      if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start > end || end > size) {
        throw new BaseplateError({
          code: 'range-unsatisfiable',
          message: `The range lies outside the document, which has ${size} bytes. Ask for bytes within it.`,
          details: { size },
        });
      }
      const sound = bytes.byteLength === size && createHash('sha256').update(bytes).digest('hex') === sha256;
      if (!sound) {
        throw new BaseplateError({
          code: 'storage-corrupt',
          message: 'The stored bytes of a document are not those that were put. Restore it from a backup.',
          details: { sha256 },
        });
      }
      const content = new ReadableStream<Uint8Array>({
        start: (controller) => {
          if (end > start) controller.enqueue(bytes.slice(start, end));
          controller.close();
        },
      });
      return { sha256, size, content };
    },
    head: async ({ sha256 }) => {
      const document = kept.get(sha256);
      return document === undefined ? undefined : { sha256, size: document.size };
    },
    delete: async ({ sha256 }) => ({ deleted: kept.delete(sha256) }),
    list: async ({ after, limit }) => {
      const sorted = [...kept.keys()].sort();
      const { items, next } = pageOf(sorted, { after, limit, maximum: 10_000 }, (sha256) => sha256);
      const documents = items.map((sha256) => ({ sha256, size: kept.get(sha256)?.size ?? 0 }));
      return { documents, ...(next === undefined ? {} : { next }) };
    },
  };
}
