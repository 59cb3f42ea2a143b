import assert from 'node:assert/strict';
import { expectError } from '../../kit/expect-error.ts';
import { assertFinds, assertSame, changesAfter, nowAndWhereKept, put } from './actions.ts';
import { type Draft, versionOf } from './drafts.ts';
import { number, token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

const tokenIs = (parameter: string, code: string) => ({ kind: 'token', parameter, code }) as const;
const at = (id: string, versionId: string) => ({ type: 'Observation', id, versionId });

/** Index entries replaced without a new version. */
export const indexCases: readonly RecordStoreCase[] = [
  safetyCase('index: replaces the entries of the newest version and nothing else', async (context) => {
    const { adapter } = context;
    const draft: Draft = { id: 'a', entries: [token('code', 'x'), number('n', 1)], compartments: ['Patient/1'] };
    await put(adapter, draft, { id: 'b', entries: [token('code', 'x')] });
    const digest = await adapter.digest({ by: 'bucket', limit: 256 });
    const replaced = await adapter.index({
      generation: 2,
      entries: [{ ...at('a', '1'), entries: [token('new', 'y')] }],
    });
    assert.deepEqual(replaced, { indexed: 1, moved: 0 }, 'An indexing does not say what it did.');
    await nowAndWhereKept(context, async (store) => {
      await assertFinds(
        store,
        { where: tokenIs('new', 'y') },
        ['Observation/a'],
        'A resource is not found by its new entries.',
      );
      await assertFinds(
        store,
        { where: tokenIs('code', 'x') },
        ['Observation/b'],
        'A resource is found by entries that were replaced.',
      );
      const gone = { kind: 'missing', parameter: 'n', entry: 'number', missing: true } as const;
      await assertFinds(
        store,
        { where: gone },
        ['Observation/a', 'Observation/b'],
        'An entry survived its replacement.',
      );
      const inside = { kind: 'compartment', type: 'Patient', ids: ['1'] } as const;
      await assertFinds(store, { where: inside }, ['Observation/a'], 'Indexing changed a compartment.');
      assertSame(
        store,
        await store.read({ type: 'Observation', id: 'a' }),
        versionOf(draft),
        'Indexing changed the version.',
      );
      assert.equal((await changesAfter(store)).versions.length, 2, 'Indexing made a version.');
      assert.deepEqual(await store.digest({ by: 'bucket', limit: 256 }), digest, 'Indexing changed the digest.');
    });
  }),
  safetyCase('index: leaves a resource alone that has a newer version', async ({ adapter }) => {
    await put(adapter, { id: 'a', entries: [token('code', 'x')] }, { id: 'b' });
    await put(adapter, { id: 'a', version: 2, entries: [token('code', 'y')] });
    const result = await adapter.index({
      generation: 1,
      entries: [
        { ...at('a', '1'), entries: [token('code', 'stale')] },
        { ...at('b', '1'), entries: [token('code', 'fresh')] },
      ],
    });
    assert.deepEqual(result, { indexed: 1, moved: 1 }, 'An indexing does not say what had moved.');
    await assertFinds(
      adapter,
      { where: tokenIs('code', 'stale') },
      [],
      'A resource is found by entries of an earlier version.',
    );
    await assertFinds(
      adapter,
      { where: tokenIs('code', 'y') },
      ['Observation/a'],
      'Entries of a newer version are gone.',
    );
    await assertFinds(
      adapter,
      { where: tokenIs('code', 'fresh') },
      ['Observation/b'],
      'One moved resource held up another.',
    );
  }),
  safetyCase('index: never goes back to an earlier generation, until there is a new version', async ({ adapter }) => {
    await put(adapter, { id: 'a', entries: [token('code', 'g0')] });
    const index = (generation: number, versionId: string, code: string) =>
      adapter.index({ generation, entries: [{ ...at('a', versionId), entries: [token('code', code)] }] });
    assert.deepEqual(await index(3, '1', 'g3'), { indexed: 1, moved: 0 });
    assert.deepEqual(await index(2, '1', 'g2'), { indexed: 0, moved: 1 }, 'Entries of an earlier generation won.');
    await assertFinds(
      adapter,
      { where: tokenIs('code', 'g3') },
      ['Observation/a'],
      'Entries of an earlier generation won.',
    );
    assert.deepEqual(
      await index(3, '1', 'g3b'),
      { indexed: 1, moved: 0 },
      'The same generation cannot be indexed again.',
    );
    await put(adapter, { id: 'a', version: 2, entries: [token('code', 'v2')] });
    assert.deepEqual(
      await index(1, '2', 'v2g1'),
      { indexed: 1, moved: 0 },
      'A new version kept the generation of the one before.',
    );
    await assertFinds(adapter, { where: tokenIs('code', 'v2g1') }, ['Observation/a'], 'A new version was not indexed.');
  }),
  safetyCase('index: a version that is not there is refused, with the whole call', async ({ adapter }) => {
    await put(adapter, { id: 'a', entries: [token('code', 'x')] });
    for (const unknown of [at('a', '2'), at('nobody', '1')]) {
      const entries = [
        { ...at('a', '1'), entries: [token('code', 'y')] },
        { ...unknown, entries: [] },
      ];
      await expectError('not-found', 'Indexing a version that is not there is refused.', () =>
        adapter.index({ generation: 1, entries }),
      );
    }
    await assertFinds(
      adapter,
      { where: tokenIs('code', 'x') },
      ['Observation/a'],
      'A refused indexing did part of its work.',
    );
  }),
  safetyCase('index: racing with commits never puts old entries on a new version', async ({ adapter }) => {
    await put(adapter, { id: 'a', entries: [token('code', 'v1')] });
    for (let version = 2; version <= 10; version += 1) {
      const stale = {
        ...at('a', String(version - 1)),
        entries: [token('code', `v${version - 1}`), token('extra', 'x')],
      };
      await Promise.all([
        put(adapter, { id: 'a', version, entries: [token('code', `v${version}`)] }),
        adapter.index({ generation: version, entries: [stale] }),
      ]);
      const where = {
        kind: 'and',
        predicates: [tokenIs('code', `v${version}`), { kind: 'not', predicate: tokenIs('extra', 'x') }],
      } as const;
      await assertFinds(
        adapter,
        { where },
        ['Observation/a'],
        'A new version is found by the entries of the one before.',
      );
    }
  }),
];
