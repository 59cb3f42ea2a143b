import assert from 'node:assert/strict';
import type { DocumentStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';
import { readAll, trialDocument } from '../document-bytes.ts';

/** What `put` promises about one document. */
export const putCases: readonly Case<DocumentStore>[] = [
  {
    name: 'put names a document by the digest and size of its bytes, and gives the same bytes back',
    safety: true,
    run: async ({ adapter, random }) => {
      for (const size of [0, 1, 999, 1_000, 65_535, 65_536, 65_537, 300_000]) {
        const document = trialDocument(random.bytes(size));
        const put = await adapter.put({ content: document.stream() });
        assert.deepEqual(put, { sha256: document.sha256, size }, 'Digest or size are not those of the bytes put.');
        const got = await adapter.get({ sha256: document.sha256 });
        assert.deepEqual([got.sha256, got.size], [document.sha256, size], 'get describes another document.');
        const bytes = await readAll(got.content);
        assert.ok(bytes.equals(document.bytes), `Other bytes came back than were put (${size} bytes).`);
        assert.deepEqual(await adapter.head({ sha256: document.sha256 }), put, 'head and put do not agree.');
      }
    },
  },
  {
    name: 'put keeps bytes of the announced digest and refuses others, keeping nothing',
    safety: true,
    run: async ({ adapter, random }) => {
      const document = trialDocument(random.bytes(5_000));
      const other = trialDocument(random.bytes(5_000));
      for (const sha256 of [other.sha256, document.sha256.toUpperCase(), 'abc', '']) {
        const put = () => adapter.put({ content: document.stream(), sha256 });
        await expectError('content-mismatch', 'Bytes without the announced digest are refused.', put);
      }
      await assertEmpty(adapter, document.sha256);
      await adapter.put({ content: document.stream(), sha256: document.sha256 });
      assert.ok(await adapter.head({ sha256: document.sha256 }), 'A document of the announced digest was not kept.');
    },
  },
  {
    name: 'put accepts as many bytes as the limit and refuses one more, keeping nothing and reading no further',
    safety: true,
    run: async ({ adapter, random }) => {
      const document = trialDocument(random.bytes(5_000));
      const over = () => adapter.put({ content: document.stream(), limit: 4_999 });
      await expectError('limit-exceeded', 'More bytes than the limit are refused.', over);
      await assertEmpty(adapter, document.sha256);
      let cancelled = false;
      let chunks = 0;
      const long = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          chunks += 1;
          if (chunks > 1_000) controller.close();
          else controller.enqueue(new Uint8Array(1_000));
        },
        cancel: () => {
          cancelled = true;
        },
      });
      const longPut = () => adapter.put({ content: long, limit: 10_000 });
      await expectError('limit-exceeded', 'A very long stream is refused once it passes the limit.', longPut);
      assert.ok(cancelled, 'The stream of a refused document was not cancelled, so that its source goes on sending.');
      await assertEmpty(adapter, document.sha256);
      await adapter.put({ content: document.stream(), limit: 5_000 });
      assert.ok(await adapter.head({ sha256: document.sha256 }), 'A document of exactly the limit was not kept.');
    },
  },
  {
    name: 'a put whose stream fails rejects with that failure and leaves nothing',
    safety: true,
    run: async ({ adapter, random }) => {
      const document = trialDocument(random.bytes(50_000));
      const failure = Object.assign(new Error('The line went dead.'), { code: 'ECONNRESET' });
      let sent = 0;
      const content = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (sent >= 40_000) controller.error(failure);
          else controller.enqueue(document.bytes.slice(sent, sent + 1_000));
          sent += 1_000;
        },
      });
      await assert.rejects(adapter.put({ content }), (error) => error === failure);
      await assertEmpty(adapter, document.sha256, trialDocument(document.bytes.slice(0, 40_000)).sha256);
      await adapter.put({ content: document.stream() });
      assert.ok(await adapter.head({ sha256: document.sha256 }), 'After an aborted put the document cannot be put.');
    },
  },
  {
    name: 'a document is not visible before all of it has been put',
    safety: true,
    run: async ({ adapter, random }) => {
      const half = random.bytes(30_000);
      const whole = trialDocument(Buffer.concat([half, half]));
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const putting = adapter.put({ content: readable });
      await writer.write(half);
      await new Promise((resolve) => setTimeout(resolve, 20));
      await assertEmpty(adapter, whole.sha256, trialDocument(half).sha256);
      await writer.write(half);
      await writer.close();
      await putting;
      const got = await readAll((await adapter.get({ sha256: whole.sha256 })).content);
      assert.ok(got.equals(whole.bytes), 'A document put slowly does not come back whole.');
    },
  },
  {
    name: 'putting the same bytes again changes nothing',
    safety: true,
    run: async ({ adapter, random }) => {
      const document = trialDocument(random.bytes(3_000));
      const first = await adapter.put({ content: document.stream() });
      const second = await adapter.put({ content: document.stream(77), sha256: document.sha256 });
      assert.deepEqual(second, first, 'The second put of the same bytes answers otherwise than the first.');
      assert.deepEqual((await adapter.list({ limit: 10 })).documents, [first], 'The same bytes are kept twice.');
    },
  },
  {
    name: 'puts run at once, of the same bytes and of others, and all succeed',
    safety: true,
    run: async ({ adapter, random }) => {
      const documents = Array.from({ length: 6 }, () => trialDocument(random.bytes(20_000)));
      const puts = Array.from({ length: 8 }, () => documents).flat();
      const results = await Promise.all(puts.map((document) => adapter.put({ content: document.stream() })));
      assert.deepEqual(
        results.map(({ sha256 }) => sha256),
        puts.map(({ sha256 }) => sha256),
        'Puts that ran at once were answered with each other’s digests.',
      );
      for (const document of documents) {
        const bytes = await readAll((await adapter.get({ sha256: document.sha256 })).content);
        assert.ok(bytes.equals(document.bytes), 'Puts that ran at once mixed up their bytes.');
      }
      assert.equal((await adapter.list({ limit: 100 })).documents.length, documents.length, 'Puts at once left more.');
    },
  },
];

async function assertEmpty(adapter: DocumentStore, ...digests: readonly string[]): Promise<void> {
  for (const sha256 of digests) {
    assert.equal(await adapter.head({ sha256 }), undefined, 'head shows a document that was never put whole.');
    const get = () => adapter.get({ sha256 });
    await expectError('not-found', 'get does not show a document that was never put whole.', get);
  }
  assert.deepEqual(
    (await adapter.list({ limit: 10 })).documents,
    [],
    'list shows a document that was never put whole.',
  );
}
