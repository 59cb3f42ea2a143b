import { createMemoryDocumentStore } from '@baseplate-epr/conformance';
import type { DocumentStore, GetOptions } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { documentText } from './kept-documents.ts';

/** A memory store that counts what it was asked for, holding documents of these sizes. */
async function countingStore(sizes: readonly number[]) {
  const inner = createMemoryDocumentStore();
  const asked: string[] = [];
  const store: DocumentStore = {
    ...inner,
    get: (options: GetOptions) => {
      asked.push(options.sha256);
      return inner.get(options);
    },
  };
  const quiet = () => undefined;
  await store.start({
    clock: { now: () => 0 },
    logger: { info: quiet, warn: quiet, error: quiet },
    randomBytes: (size) => new Uint8Array(size),
  });
  const documents: { readonly sha256: string; readonly text: string }[] = [];
  for (const [index, size] of sizes.entries()) {
    const bytes = Buffer.alloc(size, index + 1);
    const { sha256 } = await store.put({ content: ReadableStream.from<Uint8Array>([new Uint8Array(bytes)]) });
    documents.push({ sha256, text: bytes.toString('base64') });
  }
  return { store, asked, documents };
}

test('a small document is read once, a large one each time, and both whole', async () => {
  const { store, asked, documents } = await countingStore([1000, 70_000]);
  for (const { sha256, text } of [...documents, ...documents]) expect(await documentText(store, sha256)).toBe(text);
  const [small, large] = documents.map(({ sha256 }) => asked.filter((one) => one === sha256).length);
  expect([small, large]).toEqual([1, 2]);
});

test('what was asked for longest ago makes room', async () => {
  const { store, asked, documents } = await countingStore(Array.from({ length: 60 }, () => 60_000));
  for (const { sha256 } of documents) await documentText(store, sha256);
  asked.length = 0;
  await documentText(store, documents.at(-1)?.sha256 ?? '');
  expect(asked).toHaveLength(0);
  await documentText(store, documents[0]?.sha256 ?? '');
  expect(asked).toHaveLength(1);
});
