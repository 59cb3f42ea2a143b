import assert from 'node:assert/strict';
import type { DocumentStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';
import { readAll, trialDocument } from '../document-bytes.ts';

/** What `get`, `head` and `delete` promise. */
export const getCases: readonly Case<DocumentStore>[] = [
  {
    name: 'a range gives exactly its bytes, at every corner',
    safety: true,
    run: async ({ adapter, random }) => {
      const size = 200_000;
      const { bytes, sha256, stream } = trialDocument(random.bytes(size));
      await adapter.put({ content: stream() });
      const corners = [0, 1, 2, 65_535, 65_536, 65_537, 131_072, size - 1, size];
      for (const start of corners) {
        for (const end of [undefined, ...corners.filter((corner) => corner >= start)]) {
          const range = { start, ...(end === undefined ? {} : { end }) };
          const got = await adapter.get({ sha256, range });
          assert.equal(got.size, size, 'With a range, the size is not the whole document’s.');
          const part = await readAll(got.content);
          assert.ok(
            part.equals(bytes.slice(start, end)),
            `The range ${start} to ${end ?? 'the end'} gave other bytes.`,
          );
        }
      }
    },
  },
  {
    name: 'a range outside the document is unsatisfiable',
    safety: true,
    run: async ({ adapter, random }) => {
      const { sha256, stream } = trialDocument(random.bytes(100));
      await adapter.put({ content: stream() });
      const outside = [
        { start: 101 },
        { start: 0, end: 101 },
        { start: 101, end: 102 },
        { start: 60, end: 59 },
        { start: -1 },
        { start: -10, end: -5 },
        { start: 0.5 },
        { start: 0, end: 1.5 },
        { start: Number.NaN },
        { start: Number.POSITIVE_INFINITY },
      ];
      for (const range of outside) {
        const get = () => adapter.get({ sha256, range });
        await expectError('range-unsatisfiable', `The range ${JSON.stringify(range)} lies outside.`, get);
      }
      const { sha256: empty } = await adapter.put({ content: trialDocument(new Uint8Array()).stream() });
      assert.equal((await readAll((await adapter.get({ sha256: empty, range: { start: 0 } })).content)).length, 0);
      const pastEmpty = () => adapter.get({ sha256: empty, range: { start: 1 } });
      await expectError('range-unsatisfiable', 'An empty document has no byte 1.', pastEmpty);
    },
  },
  {
    name: 'what is not there is not found, and what is no digest names nothing',
    safety: true,
    run: async ({ adapter, random }) => {
      const { sha256, stream } = trialDocument(random.bytes(100));
      await adapter.put({ content: stream() });
      const absent = trialDocument(random.bytes(100)).sha256;
      const malformed = [
        '',
        'abc',
        '../../etc/passwd',
        '/etc/passwd',
        sha256.toUpperCase(),
        `${sha256}0`,
        `${sha256}\0`,
        '%',
      ];
      for (const name of [absent, ...malformed, '../'.repeat(22).slice(0, 64)]) {
        assert.equal(await adapter.head({ sha256: name }), undefined, 'head shows what was never put.');
        assert.deepEqual(
          await adapter.delete({ sha256: name }),
          { deleted: false },
          'delete claims to have deleted it.',
        );
        await expectError('not-found', 'get finds nothing of this name.', () => adapter.get({ sha256: name }));
      }
      assert.ok(await adapter.head({ sha256 }), 'Deleting other names deleted the document.');
    },
  },
  {
    name: 'delete takes a document away, tells whether it was there, and it can be put again',
    safety: true,
    run: async ({ adapter, random }) => {
      const document = trialDocument(random.bytes(4_000));
      const other = trialDocument(random.bytes(4_000));
      for (const { stream } of [document, other]) await adapter.put({ content: stream() });
      assert.deepEqual(await adapter.delete({ sha256: document.sha256 }), { deleted: true });
      assert.deepEqual(await adapter.delete({ sha256: document.sha256 }), { deleted: false });
      assert.equal(await adapter.head({ sha256: document.sha256 }), undefined, 'head shows a deleted document.');
      const get = () => adapter.get({ sha256: document.sha256 });
      await expectError('not-found', 'A deleted document is not found.', get);
      assert.deepEqual((await adapter.list({ limit: 5 })).documents, [{ sha256: other.sha256, size: 4_000 }]);
      await adapter.put({ content: document.stream() });
      assert.ok((await readAll((await get()).content)).equals(document.bytes), 'A document put again is not the same.');
    },
  },
  {
    name: 'a reader that has begun is not disturbed by a delete',
    safety: false,
    run: async ({ adapter, random }) => {
      const document = trialDocument(random.bytes(400_000));
      await adapter.put({ content: document.stream(10_000) });
      const { content } = await adapter.get({ sha256: document.sha256 });
      const reader = content.getReader();
      const first = await reader.read();
      assert.ok(first.value !== undefined, 'A document of 400,000 bytes has no first chunk.');
      await adapter.delete({ sha256: document.sha256 });
      reader.releaseLock();
      const rest = await readAll(content);
      assert.ok(Buffer.concat([first.value, rest]).equals(document.bytes), 'A delete changed what a reader reads.');
    },
  },
  {
    name: 'many readers at once, some giving up half way, each read their own document',
    safety: true,
    run: async ({ adapter, random }) => {
      const documents = Array.from({ length: 5 }, () => trialDocument(random.bytes(150_000)));
      for (const { stream } of documents) await adapter.put({ content: stream(10_000) });
      const read = async (index: number): Promise<void> => {
        const document = documents[index % documents.length];
        assert.ok(document);
        const { content } = await adapter.get({ sha256: document.sha256 });
        if (index % 3 === 0) {
          const reader = content.getReader();
          await reader.read();
          await reader.cancel();
          return;
        }
        assert.ok((await readAll(content)).equals(document.bytes), 'A reader got bytes of another document.');
      };
      await Promise.all(Array.from({ length: 30 }, (_, index) => read(index)));
    },
  },
];
