import { createHash } from 'node:crypto';
import type { DocumentStore } from '@baseplate-epr/contracts';
import type { PlantedFault } from '../kit/planted-fault.ts';
import { readAll } from './document-bytes.ts';
import { createMemoryDocumentStore, type KeptDocuments } from './memory-document-store.ts';
import { memoryDocumentSubject } from './memory-document-subject.ts';

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Puts in hand on one place, of all the stores that have it open. */
const inHandOf = new WeakMap<KeptDocuments, Set<symbol>>();

/** Plants a fault: the memory store, with some of its methods replaced. */
function plant(
  name: string,
  description: string,
  fault: (store: DocumentStore, kept: KeptDocuments) => Partial<DocumentStore>,
): PlantedFault<DocumentStore> {
  const make = (kept: KeptDocuments): DocumentStore => {
    const store = createMemoryDocumentStore(kept);
    return { ...store, ...fault(store, kept) };
  };
  return { name, description, subject: memoryDocumentSubject(make) };
}

/** Document stores that break a promise on purpose. The kit catches each. */
export const plantedDocumentFaults: readonly PlantedFault<DocumentStore>[] = [
  plant('size that stands still', 'Says that it takes the same room whatever it holds.', () => ({
    size: async () => ({ bytes: 4096 }),
  })),
  plant('truncated blob', 'Gives a document without its last byte: a letter that ends in the middle.', (store) => ({
    get: async (options) => {
      const { content, ...description } = await store.get(options);
      const bytes = await readAll(content);
      return { ...description, content: new Blob([bytes.subarray(0, -1)]).stream() };
    },
  })),
  plant('damage unnoticed', 'Gives out whatever bytes are there, damaged or not.', (store, kept) => ({
    get: async (options) => {
      const { sha256, range } = options;
      const document = kept.get(sha256);
      if (document === undefined || digestOf(document.bytes) === sha256) return store.get(options);
      const bytes = Uint8Array.from(document.bytes.subarray(range?.start, range?.end));
      return { sha256, size: document.size, content: new Blob([bytes]).stream() };
    },
  })),
  plant(
    'half-written visible',
    'Shows a document while it is still being put, and leaves it if the put fails.',
    (_, kept) => ({
      put: async ({ content }) => {
        let bytes = Buffer.alloc(0);
        let sha256 = digestOf(bytes);
        for await (const chunk of content) {
          kept.delete(sha256);
          bytes = Buffer.concat([bytes, chunk]);
          sha256 = digestOf(bytes);
          kept.set(sha256, { bytes, size: bytes.length });
        }
        kept.set(sha256, { bytes, size: bytes.length });
        return { sha256, size: bytes.length };
      },
    }),
  ),
  plant('wrong range', 'Takes the end of a range as included, as HTTP does: one byte too many.', (store) => ({
    get: ({ sha256, range }) => {
      if (range?.end === undefined) return store.get({ sha256, ...(range === undefined ? {} : { range }) });
      return store.get({ sha256, range: { start: range.start, end: range.end + 1 } });
    },
  })),
  plant(
    'range moved inside',
    'Answers a range outside the document with what is nearest, as if that had been asked for.',
    (store) => ({
      get: async ({ sha256, range }) => {
        const { size } = (await store.head({ sha256 })) ?? { size: 0 };
        const within = (place: number): number => Math.max(0, Math.min(size, Math.trunc(place) || 0));
        if (range === undefined) return store.get({ sha256 });
        const start = within(range.start);
        return store.get({ sha256, range: { start, end: Math.max(start, within(range.end ?? size)) } });
      },
    }),
  ),
  plant('digest unheeded', 'Keeps bytes that are not those announced.', (store) => ({
    put: ({ sha256: _announced, ...options }) => store.put(options),
  })),
  plant('limit unheeded', 'Keeps a document of any size.', (store) => ({
    put: ({ limit: _limit, ...options }) => store.put(options),
  })),
  plant('mixed puts', 'Lets puts that run at once write into each other’s bytes.', (store) => {
    let shared: Uint8Array[] = [];
    let running = 0;
    return {
      put: async ({ content, ...options }) => {
        running += 1;
        for await (const chunk of content) shared.push(chunk);
        const bytes = Buffer.concat(shared);
        running -= 1;
        if (running === 0) shared = [];
        return store.put({ ...options, content: new Blob([bytes]).stream() });
      },
    };
  }),
  plant('forgotten at the end', 'Acknowledges documents that are gone when the store is opened again.', (_, kept) => {
    return createMemoryDocumentStore(new Map(kept));
  }),
  plant('others cleared away', 'Takes what others are writing for what a killed process has left.', (store, kept) => {
    const inHand = inHandOf.get(kept) ?? new Set<symbol>();
    inHandOf.set(kept, inHand);
    return {
      start: async () => inHand.clear(),
      put: async (options) => {
        const mine = Symbol('put');
        inHand.add(mine);
        const description = await store.put(options);
        if (inHand.delete(mine)) return description;
        kept.delete(description.sha256);
        throw new Error('What was written is gone.');
      },
    };
  }),
  plant(
    'deleted by prefix',
    'Deletes whatever begins with the name given, so that no name at all deletes everything.',
    (_, kept) => ({
      delete: async ({ sha256 }) => {
        const doomed = [...kept.keys()].filter((name) => name.startsWith(sha256));
        for (const name of doomed) kept.delete(name);
        return { deleted: doomed.length > 0 };
      },
    }),
  ),
  plant('paging by count', 'Continues a list after so many documents rather than after a document.', (store) => ({
    list: async ({ after = '0', limit }) => {
      await store.list({ limit });
      const { documents } = await store.list({ limit: 10_000 });
      const end = Number(after) + limit;
      const page = documents.slice(Number(after), end);
      return { documents: page, ...(end < documents.length ? { next: String(end) } : {}) };
    },
  })),
];
