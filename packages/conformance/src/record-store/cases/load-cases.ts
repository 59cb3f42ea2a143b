import assert from 'node:assert/strict';
import type { IndexedVersion, RecordStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import { assertFinds, assertSame, changesAfter, commit, find, nowAndReopened, put, versionNames } from './actions.ts';
import { type Draft, versionOf, writeOf } from './drafts.ts';
import { token } from './entries.ts';
import { capabilityCase, type RecordStoreCase } from './record-store-case.ts';

const story: readonly Draft[] = [
  { id: 'a', lastUpdated: 5, text: '{"a":1.00}', entries: [token('code', 'old')], compartments: ['Patient/1'] },
  { type: 'Patient', id: 'a', lastUpdated: 4, text: ' { } ' },
  { id: 'a', version: 2, lastUpdated: 9, deleted: true, compartments: ['Patient/1'] },
  { id: 'b', lastUpdated: 9, entries: [token('code', 'new')] },
  { id: 'a', version: 3, lastUpdated: 11, entries: [token('code', 'new')] },
];
const versions: readonly IndexedVersion[] = story.map(versionOf);

const verbatim = (name: string, run: RecordStoreCase['run']): RecordStoreCase =>
  capabilityCase('verbatimHistory', `load: ${name}`, run);

async function contents(store: RecordStore): Promise<unknown> {
  const changes = await changesAfter(store);
  const { total } = await store.history({ scope: {}, count: 1 });
  return { versions: versionNames(changes.versions), total, digest: await store.digest({ by: 'bucket', limit: 256 }) };
}

/** Versions taken over as they are. */
export const loadCases: readonly RecordStoreCase[] = [
  verbatim('versions are taken over with number, time, text and order', async (context) => {
    const result = await context.adapter.load({ versions });
    assert.deepEqual(result, { loaded: 5, present: 0 }, 'A load does not say what it did.');
    await nowAndReopened(context, async (store) => {
      for (const version of versions) {
        assertSame(store, await store.read(version), version, 'A loaded version is not as it was.');
      }
      assertSame(
        store,
        await store.read({ type: 'Observation', id: 'a' }),
        versionOf(story[4] ?? { id: '' }),
        'Not the newest.',
      );
      assert.deepEqual(
        versionNames((await changesAfter(store)).versions),
        versionNames(versions),
        'Loaded versions do not stand in the changes in the order of the load.',
      );
      const history = await store.history({ scope: { type: 'Observation', id: 'a' }, count: 10 });
      const newestFirst = ['Observation/a/3', 'Observation/a/2', 'Observation/a/1'];
      assert.deepEqual(versionNames(history.versions), newestFirst, 'The history of a loaded resource is not its own.');
      const where = { kind: 'token', parameter: 'code', code: 'new' } as const;
      await assertFinds(store, { where }, ['Observation/a', 'Observation/b'], 'Loaded resources are not found.');
      const old = { kind: 'token', parameter: 'code', code: 'old' } as const;
      await assertFinds(store, { where: old }, [], 'A loaded resource is found by an earlier version.');
    });
  }),
  verbatim('doing it again changes nothing', async ({ adapter, reopen }) => {
    await adapter.load({ versions: versions.slice(0, 3) });
    assert.deepEqual(await adapter.load({ versions }), { loaded: 2, present: 3 }, 'A load does not say what it did.');
    const before = await contents(adapter);
    assert.deepEqual(await adapter.load({ versions }), { loaded: 0, present: 5 }, 'A load is not idempotent.');
    const store = await reopen();
    assert.deepEqual(await store.load({ versions: versions.slice(2) }), { loaded: 0, present: 3 });
    assert.deepEqual(await contents(store), before, 'Loading the same versions again changed something.');
    assert.deepEqual(await store.load({ versions: [] }), { loaded: 0, present: 0 });
  }),
  verbatim('of two at once each version is loaded once', async ({ adapter }) => {
    const results = await Promise.all([adapter.load({ versions }), adapter.load({ versions })]);
    const loaded = results.reduce((sum, result) => sum + result.loaded, 0);
    assert.equal(loaded, 5, 'Two loads at once loaded a version twice, or not at all.');
    assert.equal((await adapter.history({ scope: {}, count: 1 })).total, 5);
  }),
  verbatim('a version that differs from the one there is refused, with the whole call', async (context) => {
    const { adapter } = context;
    await put(adapter, ...story.slice(0, 2));
    const before = await contents(adapter);
    const [first] = versions;
    assert.ok(first !== undefined);
    const different: readonly Partial<IndexedVersion>[] = [
      { text: '{"a":1.0}' },
      { lastUpdated: 6 },
      { deleted: true, text: '', entries: [] },
      { compartments: [] },
      { compartments: [{ type: 'Patient', id: '2' }] },
    ];
    for (const difference of different) {
      const call = [versionOf({ id: 'fresh' }), { ...first, ...difference }, versionOf({ id: 'late' })];
      const error = await expectError('load-conflict', 'A version that is there with other content is refused.', () =>
        adapter.load({ versions: call }),
      );
      assert.ok(!error.message.includes('1.0'), 'The message of a refused load holds content.');
    }
    await nowAndReopened(context, async (store) => {
      assert.deepEqual(await contents(store), before, 'A refused load has written part of its versions.');
      assertSame(store, await store.read(first), first, 'A load overwrote a version.');
    });
  }),
  verbatim('a gap in the versions of a resource is refused, with the whole call', async ({ adapter }) => {
    const gaps: readonly (readonly Draft[])[] = [
      [{ id: 'x' }, { id: 'y', version: 2 }],
      [{ id: 'x' }, { id: 'x', version: 3 }],
      [{ id: 'x', version: 2 }, { id: 'x' }],
    ];
    for (const gap of gaps) {
      const call = { versions: gap.map(versionOf) };
      await expectError('load-conflict', 'A load that leaves a gap is refused.', () => adapter.load(call));
    }
    assert.deepEqual((await changesAfter(adapter)).versions, [], 'A refused load has written part of its versions.');
  }),
  verbatim('commits go on from loaded versions, and the fence does not hold loads up', async ({ adapter }) => {
    await adapter.load({ versions });
    const early = await commit(adapter, [writeOf({ id: 'a', version: 3 })]);
    assert.equal(early.outcome, 'conflict', 'A commit overwrote a loaded version.');
    await put(adapter, { id: 'a', version: 4 });
    await adapter.fence({ epoch: 9, successor: 'next' });
    const fifth = versionOf({ id: 'a', version: 5 });
    assert.deepEqual(
      await adapter.load({ versions: [fifth] }),
      { loaded: 1, present: 0 },
      'A fenced store refuses a load.',
    );
    const found = await find(adapter, { where: { kind: 'id', ids: ['a'] }, types: ['Observation'] });
    assert.equal(found.matches[0]?.versionId, '5');
  }),
];
