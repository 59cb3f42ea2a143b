import assert from 'node:assert/strict';
import type { DocumentDescription, DocumentStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';
import { trialDocument } from '../document-bytes.ts';

/** What `list` promises. */
export const listCases: readonly Case<DocumentStore>[] = [
  {
    name: 'list pages through everything, once each, ordered by digest',
    safety: true,
    run: async ({ adapter, random }) => {
      assert.deepEqual(await adapter.list({ limit: 1 }), { documents: [] }, 'An empty store lists something.');
      const expected: DocumentDescription[] = [];
      for (let size = 1; size <= 24; size += 1) {
        expected.push(await adapter.put({ content: trialDocument(random.bytes(size * 10)).stream() }));
      }
      expected.sort((left, right) => (left.sha256 < right.sha256 ? -1 : 1));
      for (const limit of [1, 5, 8, 23, 24, 25, 10_000]) {
        const pages = await listAll(adapter, limit);
        assert.deepEqual(pages.flat(), expected, `Pages of ${limit} do not give everything once, in order.`);
        assert.ok(
          pages.every((page) => page.length <= limit),
          'A page holds more than its limit.',
        );
      }
    },
  },
  {
    name: 'list goes on where it was when documents come and go between pages',
    safety: true,
    run: async ({ adapter, random }) => {
      const digests: string[] = [];
      for (let index = 0; index < 20; index += 1) {
        digests.push((await adapter.put({ content: trialDocument(random.bytes(50)).stream() })).sha256);
      }
      digests.sort();
      const first = await adapter.list({ limit: 8 });
      assert.ok(first.next !== undefined, 'A first page of 8 from 20 says that there is no other.');
      for (const sha256 of digests.slice(6, 8)) await adapter.delete({ sha256 });
      const second = await adapter.list({ limit: 100, after: first.next });
      const seen = second.documents.map(({ sha256 }) => sha256);
      assert.deepEqual(seen, digests.slice(8), 'A deletion between pages made list skip or repeat documents.');
    },
  },
  {
    name: 'list refuses limits other than 1 to 10,000',
    safety: false,
    run: async ({ adapter }) => {
      for (const limit of [0, -1, 10_001, 1.5, Number.NaN]) {
        await expectError('query-invalid', `A limit of ${limit} is refused.`, () => adapter.list({ limit }));
      }
    },
  },
];

async function listAll(adapter: DocumentStore, limit: number): Promise<(readonly DocumentDescription[])[]> {
  const pages: (readonly DocumentDescription[])[] = [];
  let after: string | undefined;
  do {
    const page = await adapter.list({ limit, ...(after === undefined ? {} : { after }) });
    pages.push(page.documents);
    after = page.next;
    assert.ok(pages.length <= 100, 'list never comes to an end.');
  } while (after !== undefined);
  return pages;
}
