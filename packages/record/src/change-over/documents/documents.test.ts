import { createHash } from 'node:crypto';
import { createMemoryDocumentStore } from '@baseplate-epr/conformance';
import { BaseplateError, type DocumentStore } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietContext } from '../__fixtures__/stores.ts';
import { compareDocuments } from './compare-documents.ts';
import { copyDocuments } from './copy-documents.ts';
import type { CopiedDocuments } from './document-types.ts';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const put = (store: DocumentStore, text: string) => store.put({ content: new Blob([text]).stream() });

async function storeWith(texts: readonly string[]): Promise<DocumentStore> {
  const store = createMemoryDocumentStore();
  await store.start(quietContext);
  for (const text of texts) await put(store, text);
  return store;
}

const texts = Array.from({ length: 25 }, (_, number) => `letter ${number}`);

/** A store one of whose documents cannot be read, or changes under way. */
async function damaged(text: string, how: 'at once' | 'under way'): Promise<DocumentStore> {
  const store = await storeWith(texts);
  const error = new BaseplateError({ code: 'storage-corrupt', message: 'The bytes are damaged.' });
  const content = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array([1]));
        controller.error(error);
      },
    });
  return {
    ...store,
    async get(options) {
      if (options.sha256 !== hashOf(text)) return store.get(options);
      if (how === 'at once') throw error;
      return { ...(await store.get(options)), content: content() };
    },
  };
}

test('copies every document, resumes from any page, and copies none twice', async () => {
  const from = await storeWith(texts);
  const to = await storeWith(texts.slice(0, 3));
  const pages: CopiedDocuments[] = [];
  const result = await copyDocuments({ from, to, limit: 4, onPage: (page) => void pages.push(page) });
  expect(result).toMatchObject({ documents: 25, copied: 22, present: 3, gone: 0, failed: 0 });
  expect(result.bytes).toBe(texts.slice(3).join('').length);
  expect(await compareDocuments({ left: from, right: to, every: true })).toMatchObject({
    same: true,
    documents: { left: 25, right: 25 },
  });
  for (const [index, { cursor }] of pages.entries()) {
    const again = await copyDocuments({ from, to, after: cursor });
    expect([again.copied, again.present]).toEqual([0, Math.max(0, 25 - (index + 1) * 4)]);
  }
});

test('a copy that is stopped goes on from its cursor', async () => {
  const from = await storeWith(texts);
  const to = await storeWith([]);
  const controller = new AbortController();
  let after = '';
  const onPage = (page: CopiedDocuments) => {
    after = page.cursor;
    controller.abort();
  };
  const stopped = copyDocuments({ from, to, limit: 10, onPage, signal: controller.signal });
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect((await to.list({ limit: 100 })).documents.length).toBe(10);
  expect(await copyDocuments({ from, to, after })).toMatchObject({ copied: 15, present: 0 });
});

describe.each(['at once', 'under way'] as const)('a document that shows its damage %s', (how) => {
  test('is named; all others are copied, and nothing is kept of it', async () => {
    const from = await damaged('letter 7', how);
    const to = await storeWith([]);
    const failed: unknown[] = [];
    const result = await copyDocuments({ from, to, onPage: (page) => void failed.push(...page.failed) });
    expect(result).toMatchObject({ copied: 24, failed: 1 });
    expect(failed).toEqual([{ sha256: hashOf('letter 7'), reason: 'The bytes are damaged.' }]);
    expect(await to.head({ sha256: hashOf('letter 7') })).toBeUndefined();
  });

  test('is found by a comparison that reads everything', async () => {
    const left = await damaged('letter 7', how);
    const right = await storeWith(texts);
    expect((await compareDocuments({ left, right })).same).toBe(true);
    const { differences } = await compareDocuments({ left, right, every: true });
    expect(differences).toEqual([
      { kind: 'unreadable', side: 'left', sha256: hashOf('letter 7'), reason: 'The bytes are damaged.' },
    ]);
  });
});

test('a document deleted meanwhile is no failure; a store that fails is one', async () => {
  const from = await storeWith(texts);
  const list: DocumentStore['list'] = async (options) => {
    const page = await from.list(options);
    await from.delete({ sha256: hashOf('letter 3') });
    return page;
  };
  expect(await copyDocuments({ from: { ...from, list }, to: await storeWith([]) })).toMatchObject({
    copied: 24,
    gone: 1,
  });
  const failure = new BaseplateError({ code: 'storage-unavailable', message: 'The disk is full.' });
  const to = { ...(await storeWith([])), put: () => Promise.reject(failure) };
  await expect(copyDocuments({ from, to })).rejects.toBe(failure);
});

test('never more documents in flight than wanted', async () => {
  const from = await storeWith(texts);
  let inFlight = 0;
  let most = 0;
  const get: DocumentStore['get'] = async (options) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    inFlight -= 1;
    return from.get(options);
  };
  await copyDocuments({ from: { ...from, get }, to: await storeWith([]), atOnce: 3 });
  expect(most).toBe(3);
});

test('for any two stores, the differences are what one has and the other has not', async () => {
  const some = fc.uniqueArray(fc.constantFrom(...texts));
  await fc.assert(
    fc.asyncProperty(some, some, async (left, right) => {
      const { differences, same, documents } = await compareDocuments({
        left: await storeWith(left),
        right: await storeWith(right),
      });
      const missing = (side: string) =>
        differences.flatMap((one) => (one.kind === 'missing' && one.missingIn === side ? [one.sha256] : []));
      expect(missing('right')).toEqual(
        left
          .filter((text) => !right.includes(text))
          .map(hashOf)
          .sort(),
      );
      expect(missing('left')).toEqual(
        right
          .filter((text) => !left.includes(text))
          .map(hashOf)
          .sort(),
      );
      expect(same).toBe(differences.length === 0);
      expect(documents).toEqual({ left: left.length, right: right.length });
    }),
    { numRuns: 60 },
  );
});
