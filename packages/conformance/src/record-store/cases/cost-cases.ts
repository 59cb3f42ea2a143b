import assert from 'node:assert/strict';
import { expectError } from '../../kit/expect-error.ts';
import { changesAfter, commit, find, put } from './actions.ts';
import { writeOf } from './drafts.ts';
import { reference, token } from './entries.ts';
import { plainCase, type RecordStoreCase, safetyCase } from './record-store-case.ts';

const where = { kind: 'token', parameter: 'code', code: 'x' } as const;
const members = { direction: 'reverse', source: 'Observation', parameter: 'subject' } as const;

/** Limits to what one call may cost. */
export const costCases: readonly RecordStoreCase[] = [
  plainCase('cost: a query with more candidates than allowed is refused, never cut short', async ({ adapter }) => {
    await put(
      adapter,
      ...Array.from({ length: 30 }, (_, index) => ({ id: `r${index}`, entries: [token('code', 'x')] })),
    );
    const promise = 'A query with more candidates than its limit is refused.';
    for (const candidateLimit of [1, 10, 29]) {
      const error = await expectError('query-too-costly', promise, () =>
        find(adapter, { where, total: true, candidateLimit }),
      );
      assert.ok(!/r\d/.test(error.message), 'The message of a query that is too costly names resources.');
      await expectError('query-too-costly', promise, () => find(adapter, { where, count: 0, candidateLimit }));
    }
    const within = await find(adapter, { types: ['Observation'], where, total: true, candidateLimit: 30 });
    assert.equal(within.total, 30, 'A query within its limit is cut short.');
  }),
  safetyCase(
    'cost: a guard with more candidates than allowed fails the commit and writes nothing',
    async ({ adapter }) => {
      await put(
        adapter,
        ...Array.from({ length: 30 }, (_, index) => ({ id: `r${index}`, entries: [token('code', 'x')] })),
      );
      const guard = { query: { types: [], where, candidateLimit: 10 }, expect: { count: 30 } };
      await expectError('query-too-costly', 'A guard with more candidates than its limit fails the commit.', () =>
        commit(adapter, [writeOf({ id: 'new' })], [guard]),
      );
      assert.equal(
        (await changesAfter(adapter)).versions.length,
        30,
        'A commit whose guard was too costly has written.',
      );
    },
  ),
  plainCase('cost: more includes than allowed are refused, never cut short', async ({ adapter }) => {
    await put(
      adapter,
      { type: 'Patient', id: 'p' },
      ...Array.from({ length: 12 }, (_, index) => ({ id: `r${index}`, entries: [reference('subject', 'Patient/p')] })),
    );
    const query = { types: ['Patient'], includes: [members] };
    const whole = await find(adapter, { ...query, includeLimit: 12 });
    assert.equal(whole.included.length, 12, 'Includes up to the limit are not all there.');
    for (const includeLimit of [0, 1, 11]) {
      await expectError('query-too-costly', 'More includes than the limit are refused.', () =>
        find(adapter, { ...query, includeLimit }),
      );
    }
    const twice = await find(adapter, { ...query, includes: [members, members], includeLimit: 12 });
    assert.equal(twice.included.length, 12, 'What two includes find counts twice.');
  }),
];
