import type { DocumentStore } from '@baseplate-epr/contracts';
import type { Subject } from '../kit/subject.ts';
import { createMemoryDocumentStore, type KeptDocuments } from './memory-document-store.ts';

/** Makes the store of a subject on what is kept, so that a fault can be put between them. */
export type DocumentStoreMaker = (kept: KeptDocuments) => DocumentStore;

/** The memory store, or a faulty one on the same memory, as a subject of the document-store kit. */
export function memoryDocumentSubject(make: DocumentStoreMaker = createMemoryDocumentStore): Subject<DocumentStore> {
  return {
    create: async () => {
      const kept: KeptDocuments = new Map();
      return {
        adapter: make(kept),
        reopen: async () => make(kept),
        tamper: async (kind) => {
          for (const [sha256, { bytes, size }] of kept) {
            if (kind === 'truncate') kept.set(sha256, { bytes: bytes.slice(0, size / 2), size });
            if (kind === 'change')
              kept.set(sha256, { bytes: bytes.map((byte, at) => (at === size - 1 ? byte ^ 1 : byte)), size });
          }
        },
        cleanup: async () => kept.clear(),
      };
    },
  };
}
