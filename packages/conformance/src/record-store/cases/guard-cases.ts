import assert from 'node:assert/strict';
import type { Guard } from '@baseplate-epr/contracts';
import { changesAfter, commit, put } from './actions.ts';
import { writeOf } from './drafts.ts';
import { token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

const withCode = (code: string): Guard['query'] => ({
  types: ['Observation'],
  where: { kind: 'token', parameter: 'code', code },
});

/** Conditions on a commit. */
export const guardCases: readonly RecordStoreCase[] = [
  safetyCase('guard: is judged by the state before the commit’s own writes', async ({ adapter }) => {
    const made = await commit(
      adapter,
      [writeOf({ id: 'a', entries: [token('code', 'x')] })],
      [{ query: withCode('x'), expect: { count: 0 } }],
    );
    assert.deepEqual(made, { outcome: 'committed' }, 'A guard saw the writes of its own commit.');
    const removed = await commit(
      adapter,
      [writeOf({ id: 'a', version: 2, deleted: true })],
      [{ query: withCode('x'), expect: { resources: [{ type: 'Observation', id: 'a' }] } }],
    );
    assert.deepEqual(removed, { outcome: 'committed' }, 'A guard saw the deletion in its own commit.');
  }),
  safetyCase('guard: every failed guard says what matched, and nothing is written', async ({ adapter }) => {
    const ids = ['c', 'a', 'B', 'b'];
    await put(adapter, ...ids.map((id) => ({ id, entries: [token('code', 'x')] })));
    const guards: Guard[] = [
      { query: withCode('x'), expect: { count: 4 } },
      { query: withCode('x'), expect: { count: 3 } },
      { query: withCode('y'), expect: { count: 1 } },
      { query: withCode('x'), expect: { resources: ids.map((id) => ({ type: 'Observation', id })) } },
      { query: withCode('x'), expect: { resources: ['a', 'b', 'c', 'd'].map((id) => ({ type: 'Observation', id })) } },
      { query: withCode('x'), expect: { resources: [] } },
      { query: withCode('y'), expect: { resources: [] } },
    ];
    const matched = ['B', 'a', 'b', 'c'].map((id) => ({ type: 'Observation', id }));
    assert.deepEqual(
      await commit(adapter, [writeOf({ id: 'new' })], guards),
      {
        outcome: 'guard-failed',
        failures: [
          { guard: 1, matched },
          { guard: 2, matched: [] },
          { guard: 4, matched },
          { guard: 5, matched },
        ],
      },
      'Failed guards are not reported exactly, in their order, with what matched by type, then id.',
    );
    assert.equal(
      await adapter.read({ type: 'Observation', id: 'new' }),
      undefined,
      'A commit with a failed guard wrote.',
    );
    assert.equal((await changesAfter(adapter)).versions.length, 4, 'A commit with a failed guard wrote.');
  }),
  safetyCase('guard: counts exactly beyond a hundred, and names at most a hundred', async ({ adapter }) => {
    const all = Array.from({ length: 150 }, (_, index) => ({ id: `r${index}`, entries: [token('code', 'x')] }));
    await put(adapter, ...all);
    const right = await commit(adapter, [], [{ query: withCode('x'), expect: { count: 150 } }]);
    assert.equal(right.outcome, 'committed', 'A guard does not count beyond a hundred.');
    const resources = all.map(({ id }) => ({ type: 'Observation', id }));
    const exact = await commit(adapter, [], [{ query: withCode('x'), expect: { resources } }]);
    assert.equal(exact.outcome, 'committed', 'A guard does not compare more than a hundred resources.');
    const short = await commit(adapter, [], [{ query: withCode('x'), expect: { resources: resources.slice(0, 149) } }]);
    assert.equal(short.outcome, 'guard-failed', 'A guard overlooks a resource beyond the hundredth.');
    const wrong = await commit(adapter, [], [{ query: withCode('x'), expect: { count: 100 } }]);
    assert.ok(wrong.outcome === 'guard-failed', 'A guard stops counting at a hundred.');
    assert.equal(
      wrong.failures[0]?.matched.length,
      100,
      'A failed guard names more than a hundred resources, or fewer.',
    );
  }),
  safetyCase('guard: sees only what its access rules allow', async ({ adapter }) => {
    await put(adapter, { id: 'a', entries: [token('code', 'x')] }, { id: 'b', entries: [token('code', 'x')] });
    const access = { byType: { Observation: { kind: 'id', ids: ['a'] } }, otherwise: { kind: 'none' } } as const;
    assert.deepEqual(
      await commit(adapter, [], [{ query: { ...withCode('x'), access }, expect: { count: 2 } }]),
      { outcome: 'guard-failed', failures: [{ guard: 0, matched: [{ type: 'Observation', id: 'a' }] }] },
      'A guard counts or names what its caller may not see.',
    );
  }),
  safetyCase('guard: a conflict is reported before a failed guard', async ({ adapter }) => {
    await put(adapter, { id: 'a' });
    const result = await commit(adapter, [writeOf({ id: 'a' })], [{ query: withCode('x'), expect: { count: 1 } }]);
    assert.equal(
      result.outcome,
      'conflict',
      'A commit with a conflict and a failed guard is not reported as a conflict.',
    );
  }),
];
