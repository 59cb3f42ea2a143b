import {
  createMemoryDocumentStore,
  documentStoreKit,
  memoryDocumentSubject,
  registerKit,
} from '@baseplate-epr/conformance';
import type { DocumentStore } from '@baseplate-epr/contracts';
import { expect, test, vi } from 'vitest';
import { firstEntry } from '../__fixtures__/ledger-entries.ts';
import { plainSwitch } from '../__fixtures__/plain-switch.ts';
import { context } from '../__fixtures__/switched-records.ts';
import type { ChangeOver } from '../ledger/ledger-entry.ts';
import { switchableDocuments } from './switchable-documents.ts';

const { logger } = context;

// The store underneath is the one case's exception: it is memory.
const cases = documentStoreKit.cases.filter(({ name }) => !name.includes('without being held in memory'));
registerKit({
  kit: { ...documentStoreKit, cases },
  test,
  subject: {
    create: async (given) => {
      const instance = await memoryDocumentSubject().create(given);
      const facadeOver = (store: DocumentStore): DocumentStore => {
        const { documents } = switchableDocuments({ turn: plainSwitch({ 1: store }, { since: 1 }), logger });
        return { ...documents, start: (module) => store.start(module), stop: () => store.stop() };
      };
      return {
        ...instance,
        adapter: facadeOver(instance.adapter),
        reopen: async () => facadeOver(await instance.reopen()),
      };
    },
  },
});

const namedAs = (since: number) => ({ ...firstEntry.data.documents, since });

async function pair() {
  const stores = { 1: createMemoryDocumentStore(), 5: createMemoryDocumentStore() };
  for (const store of Object.values(stores)) await store.start(context);
  const state: { since: number; over?: Partial<ChangeOver> } = { since: 1 };
  const facade = switchableDocuments({ turn: plainSwitch(stores, state), logger });
  return {
    facade,
    state,
    over: { from: namedAs(1), to: namedAs(5) },
    old: stores[1],
    fresh: stores[5],
    documents: facade.documents,
  };
}

const bytes = (text: string) => ReadableStream.from([new TextEncoder().encode(text)]);
const listed = async (store: DocumentStore) => (await store.list({ limit: 100 })).documents.length;

test('what is put or deleted during a change-over reaches both stores, before that only the one in force', async () => {
  const { documents, state, over, old, fresh } = await pair();
  await documents.put({ content: bytes('before') });
  expect([await listed(old), await listed(fresh)]).toEqual([1, 0]);
  state.over = over;
  const { sha256 } = await documents.put({ content: bytes('during') });
  expect([await listed(old), await listed(fresh)]).toEqual([2, 1]);
  state.since = 5;
  await documents.put({ content: bytes('after the flip') });
  expect([await listed(old), await listed(fresh)]).toEqual([3, 2]);
  expect(await documents.delete({ sha256 })).toEqual({ deleted: true });
  expect([await listed(old), await listed(fresh)]).toEqual([2, 1]);
});

test('a change-over that begins while a document is on its way does not miss it', async () => {
  const { documents, state, over, fresh } = await pair();
  const sent = Promise.withResolvers<void>();
  async function* slowly() {
    yield new TextEncoder().encode('first ');
    await sent.promise;
    yield new TextEncoder().encode('last');
  }
  const putting = documents.put({ content: ReadableStream.from(slowly()) });
  state.over = over;
  sent.resolve();
  await putting;
  expect(await listed(fresh)).toBe(1);
});

test('a document that was deleted is read no more, though the store of before cannot be asked to forget it yet', async () => {
  const { facade, documents, state, over, old } = await pair();
  state.over = over;
  state.since = 5;
  const { sha256 } = await documents.put({ content: bytes('wrong patient') });
  expect(await new Response((await documents.get({ sha256 })).content).text()).toBe('wrong patient');
  Object.assign(old, { delete: () => Promise.reject(new Error('away')) });
  await documents.delete({ sha256 });
  expect(await old.head({ sha256 })).toBeDefined();
  await expect(documents.get({ sha256 })).rejects.toMatchObject({ code: 'not-found' });
  expect(await documents.head({ sha256 })).toBeUndefined();
  await facade.stop();
});

test('the other store may be away: nothing fails, and it is caught up later, in order', {
  timeout: 120_000,
}, async () => {
  const { facade, documents, state, over, old, fresh } = await pair();
  state.over = over;
  const put = fresh.put.bind(fresh);
  let away = true;
  Object.assign(fresh, {
    put: (options: Parameters<typeof put>[0]) => (away ? Promise.reject(new Error('away')) : put(options)),
  });
  await documents.put({ content: bytes('one') });
  const { sha256 } = await documents.put({ content: bytes('two') });
  await documents.delete({ sha256 });
  expect([await listed(old), await listed(fresh)]).toEqual([1, 0]);
  let isCaughtUp = false;
  void facade.caughtUp().then(() => {
    isCaughtUp = true;
  });
  away = false;
  await vi.waitFor(() => expect(isCaughtUp).toBe(true), { timeout: 5000 });
  expect([await listed(old), await listed(fresh)]).toEqual([1, 1]);
  await facade.stop();
});

test('what a process that stood still put into the store of before is brought to the one in force, or the put fails', async () => {
  const { documents, state, over, old, fresh } = await pair();
  const put = old.put.bind(old);
  Object.assign(old, {
    put: async (options: Parameters<typeof put>[0]) => {
      const kept = await put(options);
      state.since = 5;
      return kept;
    },
  });
  state.over = over;
  await documents.put({ content: bytes('late') });
  expect(await listed(fresh)).toBe(1);
  state.since = 1;
  Object.assign(fresh, { put: () => Promise.reject(new Error('away')) });
  await expect(documents.put({ content: bytes('later still') })).rejects.toThrow('away');
});
