import assert from 'node:assert/strict';
import type { DocumentStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';
import { readAll, trialDocument } from '../document-bytes.ts';

/**
 * Damage that the document-store kit asks a subject's `tamper` for:
 *
 * - `truncate`: the last half of every stored document is gone.
 * - `change`: one byte of every stored document is another; its length stays.
 * - `leave-half-written`: there is what a process leaves that was killed in the middle of a put.
 */
export type DocumentTampering = 'truncate' | 'change' | 'leave-half-written';

/** What survives, and what is noticed. */
export const durabilityCases: readonly Case<DocumentStore>[] = [
  {
    name: 'documents and deletions are still there after the store is opened again',
    safety: true,
    run: async ({ adapter, random, reopen }) => {
      const kept = trialDocument(random.bytes(70_000));
      const deleted = trialDocument(random.bytes(70_000));
      for (const { stream } of [kept, deleted]) await adapter.put({ content: stream() });
      await adapter.delete({ sha256: deleted.sha256 });
      const reopened = await reopen();
      const { content } = await reopened.get({ sha256: kept.sha256 });
      assert.ok(
        (await readAll(content)).equals(kept.bytes),
        'A document is not the same after the store was opened again.',
      );
      assert.deepEqual((await reopened.list({ limit: 10 })).documents, [{ sha256: kept.sha256, size: 70_000 }]);
    },
  },
  {
    name: 'what a killed put left is never visible',
    safety: true,
    run: async ({ adapter, random, tamper, reopen }) => {
      const document = trialDocument(random.bytes(70_000));
      await adapter.put({ content: document.stream() });
      await tamper('leave-half-written');
      const assertOnlyWhole = async (store: DocumentStore): Promise<void> => {
        const { documents } = await store.list({ limit: 10 });
        assert.deepEqual(documents, [{ sha256: document.sha256, size: 70_000 }], 'Half of a document is visible.');
      };
      await assertOnlyWhole(adapter);
      await assertOnlyWhole(await reopen());
    },
  },
  {
    name: 'a truncated document is an error, not a shorter document',
    safety: true,
    run: async ({ adapter, random, tamper }) => {
      const { sha256, stream } = trialDocument(random.bytes(100_000));
      await adapter.put({ content: stream() });
      await tamper('truncate');
      for (const range of [
        undefined,
        { start: 10_000 },
        { start: 80_000, end: 90_000 },
        { start: 40_000, end: 60_000 },
      ]) {
        const read = async () =>
          readAll((await adapter.get({ sha256, ...(range === undefined ? {} : { range }) })).content);
        await expectError('storage-corrupt', 'Reading bytes that are gone fails.', read);
      }
    },
  },
  {
    name: 'a changed document is an error when it is read whole',
    safety: true,
    run: async ({ adapter, random, tamper }) => {
      for (const size of [1, 1_000, 300_000]) {
        const { sha256, stream } = trialDocument(random.bytes(size));
        await adapter.put({ content: stream() });
        await tamper('change');
        const read = async () => readAll((await adapter.get({ sha256 })).content);
        await expectError('storage-corrupt', 'Reading bytes that were changed fails.', read);
        await adapter.delete({ sha256 });
      }
    },
  },
];
