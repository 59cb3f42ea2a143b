import { existsSync } from 'node:fs';
import { createMemoryDocumentStore, createMemoryRecordStore, createMemoryStateStore } from '@baseplate-epr/conformance';
import {
  BaseplateError,
  type DocumentStore,
  type IndexedVersion,
  type RecordStore,
  type StateStore,
} from '@baseplate-epr/contracts';
import { successorOf } from '../ledger/announcement.ts';

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

/** Was superseded by a change-over of another ledger. */
export const supersededStore = (): RecordStore => {
  const store = createMemoryRecordStore();
  return {
    ...store,
    start: async (given) => {
      await store.start(given);
      await store.fence({ epoch: 2, successor: successorOf('/there', 'theirs', 'h') });
    },
  };
};

/** Keeps neither history nor entries as they are given, and patients alone. */
export const narrowStore = (): RecordStore => {
  const store = forgetfulStore();
  const givenEntries = { support: 'unsupported', reason: 'It computes them.' } as const;
  return { ...store, capabilities: { ...store.capabilities, givenEntries, types: ['Patient'] } };
};

/** Takes no history over, and carries nothing at all. */
export const tinyStore = (): RecordStore => {
  const store = forgetfulStore();
  return { ...store, capabilities: { ...store.capabilities, versionLimit: 0 } };
};

/** Says that other processes may use it beside this one. */
export const sharedStore = (): RecordStore => {
  const store = createMemoryRecordStore();
  return { ...store, capabilities: { ...store.capabilities, multipleProcesses: { support: 'supported' } } };
};

/** Has no room left once it is to be put in force. */
export const fullDiskStore = (): RecordStore => ({
  ...sharedStore(),
  index: async () => {
    throw new BaseplateError({ code: 'storage-unavailable', message: 'The disk is full.' });
  },
});

/** Can be reached while there is a file at this path, and by several processes. */
export const farStore = ({ line }: { readonly line: string }): RecordStore => reachedBy(line, sharedStore());

/** Documents that can be reached while there is a file at this path. */
export const farDocuments = ({ line }: { readonly line: string }): DocumentStore =>
  reachedBy(line, createMemoryDocumentStore());

function reachedBy<Store extends RecordStore | DocumentStore>(line: string, store: Store): Store {
  const start: Store['start'] = async (given) => {
    if (!existsSync(line)) throw new BaseplateError({ code: 'storage-unavailable', message: 'The line is dead.' });
    await store.start(given);
  };
  return { ...store, start };
}

/** Has an earlier schema, which a start brings up to date unless it is told not to. */
export const olderStore = (): RecordStore => {
  const store = createMemoryRecordStore();
  return {
    ...store,
    start: async (given) => {
      if (given.keepsSchema === true) {
        throw new BaseplateError({ code: 'precondition-failed', message: 'Its schema is an earlier one.' });
      }
      await store.start(given);
    },
  };
};

/** Says that it holds more than any disk does. */
export const hugeStore = (): RecordStore => ({
  ...fullStore(),
  digest: async () => ({ ranges: [{ name: '00', versions: 10 ** 15, sum: '0'.repeat(32) }] }),
});

/** Is known by a name that an environment variable gives, as a database is that a secret leads to. */
export const namedStore = ({ variable }: { readonly variable: string }): RecordStore => ({
  ...createMemoryRecordStore(),
  identity: async () => process.env[variable],
});

const states = new Map<string, StateStore>();

/** State that whoever opens it by the same name finds as it was left. */
export const keptState = ({ name }: { readonly name: string }): StateStore => {
  const kept = states.get(name) ?? createMemoryStateStore();
  states.set(name, kept);
  return kept;
};
