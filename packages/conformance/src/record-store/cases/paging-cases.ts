import assert from 'node:assert/strict';
import type { Query, SortKey } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import { find, names, pages, put } from './actions.ts';
import type { Draft } from './drafts.ts';
import { number, text } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

const byName: SortKey = { parameter: 'name', entry: 'string', direction: 'ascending' };
const byNumber: SortKey = { parameter: 'n', entry: 'number', direction: 'descending' };
const query: Query = { types: ['Patient'], sort: [byName, byNumber], count: 5 };

/** Many ties, some without values. */
function crowd(size: number): Draft[] {
  return Array.from({ length: size }, (_, index) => {
    const name = index % 3 === 0 ? [] : [text('name', `n${index % 2}`)];
    const value = index % 4 === 0 ? [] : [number('n', index % 5)];
    return { type: 'Patient', id: `p${String(index).padStart(2, '0')}`, entries: [...name, ...value] };
  });
}

/** Answers in pages. */
export const pagingCases: readonly RecordStoreCase[] = [
  safetyCase('paging: pages of every size make up the whole answer', async ({ adapter, random }) => {
    const size = 23;
    await put(adapter, ...random.shuffle(crowd(size)));
    for (const sort of [[], [byName], [byNumber], [byName, byNumber]]) {
      const whole = names((await find(adapter, { ...query, sort, count: 100 })).matches);
      assert.equal(whole.length, size);
      for (const count of [1, 2, 3, 5, 7, size - 1, size, size + 1]) {
        const found = await pages(adapter, { ...query, sort, count, total: true });
        const promise = `Pages of ${count} do not make up the whole answer.`;
        assert.deepEqual(
          found.flatMap(({ matches }) => names(matches)),
          whole,
          promise,
        );
        assert.equal(found.length, Math.ceil(size / count), 'A page is short, or the last page promises another.');
        for (const { total } of found) assert.equal(total, size, 'The total counts less than every match.');
      }
    }
    const first = await find(adapter, { ...query, count: 4 });
    const second = await find(adapter, { ...query, count: 9, cursor: first.next ?? '' });
    const whole = names((await find(adapter, { ...query, count: 13 })).matches);
    assert.deepEqual(
      [...names(first.matches), ...names(second.matches)],
      whole,
      'The page size may not change on the way.',
    );
  }),
  safetyCase('paging: what exists throughout is seen exactly once while others come and go', async ({ adapter }) => {
    const size = 12;
    for (let count = 1; count <= 5; count += 1) {
      const type = `Group${count}`;
      await put(adapter, ...crowd(size).map((draft) => ({ ...draft, type })));
      const lasting = new Set(crowd(size).map(({ id }) => id));
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let page = 0; ; page += 1) {
        const result = await find(adapter, {
          ...query,
          types: [type],
          count,
          ...(cursor === undefined ? {} : { cursor }),
        });
        seen.push(...result.matches.map(({ id }) => id));
        cursor = result.next;
        if (cursor === undefined) break;
        assert.ok(page < 200, 'Paging does not come to an end after others were written.');
        if (page >= 8) continue;
        // New ones at the front and the end, and the last one seen, where the cursor stands, goes.
        await put(
          adapter,
          { type, id: `a${page}`, entries: [text('name', ''), number('n', 99)] },
          { type, id: `z${page}`, entries: [text('name', 'n0'), number('n', -page)] },
        );
        const last = result.matches.at(-1);
        if (page % 2 === 0 && last !== undefined) {
          await put(adapter, { type, id: last.id, version: 2, deleted: true });
          lasting.delete(last.id);
        }
        const other = [...lasting].find((id) => page % 3 === 0 && !seen.includes(id));
        if (other !== undefined) {
          await put(adapter, { type, id: other, version: 2, deleted: true });
          lasting.delete(other);
        }
      }
      assert.equal(new Set(seen).size, seen.length, `A match was repeated on a later page (pages of ${count}).`);
      for (const id of lasting) assert.ok(seen.includes(id), `A match was skipped between pages (pages of ${count}).`);
    }
  }),
  safetyCase('paging: a cursor that does not belong to the query is refused', async ({ adapter }) => {
    await put(adapter, ...crowd(9));
    const { next } = await find(adapter, query);
    const history = await adapter.history({ scope: {}, count: 1 });
    const changes = await adapter.changes({ limit: 1 });
    assert.ok(next !== undefined && history.next !== undefined, 'An answer with more matches has no next page.');
    const promise = 'A cursor must belong to its query.';
    for (const cursor of [
      '',
      'x',
      'null',
      'W10',
      '%%%',
      '{}',
      `${next.slice(1)}`,
      `x${next}`,
      history.next,
      changes.cursor,
    ]) {
      await expectError('query-invalid', promise, () => find(adapter, { ...query, cursor }));
    }
    for (const sort of [[], [byName], [byNumber, byName], [byName, { ...byNumber, direction: 'ascending' as const }]]) {
      await expectError('query-invalid', promise, () => find(adapter, { ...query, sort, cursor: next }));
    }
    for (const cursor of ['', 'x', '-1', next]) {
      await expectError('query-invalid', promise, () => adapter.history({ scope: {}, count: 1, cursor }));
      await expectError('query-invalid', promise, () => adapter.changes({ after: cursor, limit: 1 }));
    }
  }),
  safetyCase('paging: page sizes outside the limits are refused', async ({ adapter }) => {
    await put(adapter, ...crowd(3));
    const promise = 'A page size outside the limits is refused.';
    for (const size of [-1, 10_001, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expectError('query-invalid', promise, () => find(adapter, { count: size }));
      await expectError('query-invalid', promise, () => adapter.history({ scope: {}, count: size }));
      await expectError('query-invalid', promise, () => adapter.changes({ limit: size }));
      await expectError('query-invalid', promise, () => adapter.digest({ by: 'bucket', limit: size }));
    }
    await expectError('query-invalid', promise, () => adapter.history({ scope: {}, count: 0 }));
    await expectError('query-invalid', promise, () => adapter.changes({ limit: 0 }));
    assert.equal((await find(adapter, { count: 10_000 })).matches.length, 3);
  }),
  safetyCase('paging: a search that only counts gives the total and nothing else', async ({ adapter }) => {
    await put(adapter, ...crowd(7));
    for (const total of [true, false, undefined]) {
      const result = await find(adapter, { ...query, count: 0, ...(total === undefined ? {} : { total }) });
      assert.equal(result.total, 7, 'A search that only counts does not give the total.');
      assert.deepEqual([result.matches, result.included], [[], []], 'A search that only counts gives resources.');
      assert.equal(result.next, undefined, 'A search that only counts has a next page.');
    }
    assert.equal((await find(adapter, { count: 1 })).total, undefined, 'A total is given that nobody asked for.');
  }),
];
