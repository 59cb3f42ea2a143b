import assert from 'node:assert/strict';
import { assertFinds, assertSame, commit, find, names, put } from './actions.ts';
import { type Draft, versionOf, writeOf } from './drafts.ts';
import { text, token } from './entries.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

const key = { type: 'Observation', id: 'a' };
const first: Draft = { id: 'a', entries: [token('code', 'old'), text('note', 'Old')], compartments: ['Patient/1'] };
const second: Draft = { id: 'a', version: 2, entries: [token('code', 'new')], compartments: ['Patient/2'] };
const deletion: Draft = { id: 'a', version: 3, deleted: true, compartments: ['Patient/2'] };

/** Reading, and the life of a resource. */
export const versionCases: readonly RecordStoreCase[] = [
  safetyCase('read: gives the newest version, or the one asked for, or nothing', async ({ adapter }) => {
    assert.equal(await adapter.read(key), undefined, 'A resource that was never written can be read.');
    await put(adapter, first);
    await put(adapter, second);
    assertSame(adapter, await adapter.read(key), versionOf(second), 'A read without version did not give the newest.');
    assertSame(
      adapter,
      await adapter.read({ ...key, versionId: '1' }),
      versionOf(first),
      'A read gave another version.',
    );
    assertSame(
      adapter,
      await adapter.read({ ...key, versionId: '2' }),
      versionOf(second),
      'A read gave another version.',
    );
    for (const versionId of ['0', '3', '01', '', '1.0', '1e0', ' 1', '-1', 'x', '99999999999999999999']) {
      assert.equal(await adapter.read({ ...key, versionId }), undefined, 'A version that does not exist can be read.');
    }
    assert.equal(await adapter.read({ type: 'Patient', id: 'a' }), undefined, 'A read mixed up two types.');
    assert.equal(
      await adapter.read({ type: 'Observation', id: 'A' }),
      undefined,
      'A read mixed up upper and lower case.',
    );
  }),
  safetyCase('read: ten versions and more keep their order', async ({ adapter }) => {
    for (let version = 1; version <= 12; version += 1) await put(adapter, { id: 'a', version });
    assert.equal((await adapter.read(key))?.versionId, '12', 'The newest version was chosen by text, not by number.');
  }),
  safetyCase('versions: only the newest is found, by its own entries and compartments', async ({ adapter }) => {
    await put(adapter, first);
    await put(adapter, second);
    const found = await find(adapter, { where: { kind: 'token', parameter: 'code', code: 'new' } });
    assertSame(adapter, found.matches[0], versionOf(second), 'A search did not give the newest version.');
    await assertFinds(
      adapter,
      { where: { kind: 'token', parameter: 'code', code: 'old' } },
      [],
      'A resource is found by what an earlier version said.',
    );
    await assertFinds(
      adapter,
      { where: { kind: 'missing', parameter: 'note', entry: 'string', missing: true } },
      ['Observation/a'],
      'An entry of an earlier version is still there.',
    );
    await assertFinds(
      adapter,
      { where: { kind: 'compartment', type: 'Patient', ids: ['1'] } },
      [],
      'A resource is found in the compartment of an earlier version.',
    );
  }),
  safetyCase('versions: a deleted resource is not found by anything, but can be read', async ({ adapter }) => {
    await put(adapter, first);
    await put(adapter, second);
    await put(adapter, deletion);
    const predicates = [
      { kind: 'all' },
      { kind: 'id', ids: ['a'] },
      { kind: 'compartment', type: 'Patient', ids: ['2'] },
      { kind: 'not', predicate: { kind: 'token', parameter: 'code', code: 'x' } },
      { kind: 'missing', parameter: 'code', entry: 'token', missing: true },
      { kind: 'token', parameter: 'code', code: 'new' },
      { kind: 'lastUpdated', bounds: [] },
    ] as const;
    for (const where of predicates)
      await assertFinds(adapter, { where }, [], `A deleted resource is found (${where.kind}).`);
    assertSame(
      adapter,
      await adapter.read(key),
      versionOf(deletion),
      'A deletion cannot be read as the newest version.',
    );
    assertSame(
      adapter,
      await adapter.read({ ...key, versionId: '2' }),
      versionOf(second),
      'A version before a deletion is gone.',
    );
  }),
  safetyCase(
    'versions: a resource written again after its deletion goes on counting and is found',
    async ({ adapter }) => {
      for (const draft of [first, second, deletion]) await put(adapter, draft);
      const again: Draft = { id: 'a', version: 4, entries: [token('code', 'again')] };
      const anew = await commit(adapter, [writeOf(again, 'absent')]);
      assert.equal(anew.outcome, 'conflict', 'A deleted resource counts as absent: its history could be overwritten.');
      const fromOne = await commit(adapter, [writeOf({ id: 'a', version: 1 }, 'anything')]);
      assert.equal(fromOne.outcome, 'conflict', 'Version numbers may begin again after a deletion.');
      await put(adapter, again);
      assertSame(
        adapter,
        await adapter.read(key),
        versionOf(again),
        'A resource written after its deletion cannot be read.',
      );
      await assertFinds(
        adapter,
        { where: { kind: 'token', parameter: 'code', code: 'again' } },
        ['Observation/a'],
        'A resource written after its deletion is not found.',
      );
    },
  ),
  safetyCase('versions: resources with the same id and different types are apart', async ({ adapter }) => {
    await put(adapter, { type: 'Patient', id: 'a' }, { type: 'Group', id: 'a' }, { type: 'Group', id: 'A' });
    await put(adapter, { type: 'Group', id: 'a', version: 2, deleted: true });
    const { matches } = await find(adapter, {});
    assert.deepEqual(names(matches), ['Group/A', 'Patient/a'], 'Deleting one resource touched another.');
  }),
];
