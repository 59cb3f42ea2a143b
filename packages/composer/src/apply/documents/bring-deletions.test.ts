import { createMemoryDocumentStore } from '@baseplate-epr/conformance';
import { expect, test } from 'vitest';
import { context } from '../../__fixtures__/switched-records.ts';
import { bringDeletions } from './bring-deletions.ts';

const bytes = (text: string) => ReadableStream.from([new TextEncoder().encode(text)]);

test('the store of before forgets what was deleted and its process had still to bring, and nothing else', async () => {
  const [inForce, before] = [createMemoryDocumentStore(), createMemoryDocumentStore()];
  for (const store of [inForce, before]) await store.start(context);
  for (const store of [inForce, before]) await store.put({ content: bytes('kept') });
  const { sha256 } = await before.put({ content: bytes('deleted since') });
  const { sha256: late } = await before.put({ content: bytes('put while it was looked at') });
  const head = inForce.head.bind(inForce);
  const racing = {
    ...inForce,
    head: async (options: Parameters<typeof head>[0]) => {
      if (options.sha256 === late) await inForce.put({ content: bytes('put while it was looked at') });
      return head(options);
    },
  };
  await bringDeletions({ inForce: racing, before, signal: AbortSignal.timeout(5000) });
  const { documents } = await before.list({ limit: 10 });
  expect(documents).toHaveLength(2);
  expect(documents.map((one) => one.sha256)).not.toContain(sha256);
});
