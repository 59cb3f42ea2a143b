import { createMemoryDocumentStore, createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { DocumentStore, IndexedVersion, RecordStore } from '@baseplate-epr/contracts';

const there: IndexedVersion = {
  type: 'Basic',
  id: 'there',
  versionId: '1',
  lastUpdated: 1000,
  deleted: false,
  text: '{"resourceType":"Basic","id":"there"}',
  compartments: [],
  entries: [],
};

/** Holds something as soon as it is started. */
export const fullStore = (): RecordStore => {
  const store = createMemoryRecordStore();
  return {
    ...store,
    start: async (given) => {
      await store.start(given);
      await store.load({ versions: [there] });
    },
  };
};

/** Documents that hold one as soon as they are started. */
export const fullDocuments = (): DocumentStore => {
  const store = createMemoryDocumentStore();
  return {
    ...store,
    start: async (given) => {
      await store.start(given);
      await store.put({ content: ReadableStream.from([new Uint8Array([1])]) });
    },
  };
};

/** Keeps no history as it is given. */
export const forgetfulStore = (): RecordStore => {
  const store = createMemoryRecordStore();
  return { ...store, capabilities: { ...store.capabilities, verbatimHistory: { support: 'unsupported' } } };
};

/** Says that it holds more than any disk does. */
export const hugeStore = (): RecordStore => ({
  ...fullStore(),
  digest: async () => ({ ranges: [{ name: '00', versions: 10 ** 15, sum: '0'.repeat(32) }] }),
});
