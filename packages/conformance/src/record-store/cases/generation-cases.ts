import assert from 'node:assert/strict';
import { assertFinds, changesAfter, commitWith, nowAndReopened, put, versionNames } from './actions.ts';
import { writeOf } from './drafts.ts';
import { token } from './entries.ts';
import { capabilityCase, type RecordStoreCase, safetyCase } from './record-store-case.ts';

const codeIs = (code: string) => ({ kind: 'token', parameter: 'code', code }) as const;

/** Which set of search parameters the entries of commits were computed with. */
export const generationCases: readonly RecordStoreCase[] = [
  safetyCase('generation: once closed, commits of a lower one are refused, also after a reopening', async (context) => {
    await put(context.adapter, { id: 'a' });
    assert.deepEqual(await context.adapter.index({ generation: 5, closes: true, entries: [] }), {
      indexed: 0,
      moved: 0,
    });
    let id = 0;
    await nowAndReopened(context, async (store) => {
      for (const generation of [undefined, 0, 4]) {
        const given = generation === undefined ? {} : { generation };
        assert.deepEqual(
          await commitWith(store, { epoch: 1, ...given, writes: [writeOf({ id: 'b' })] }),
          { outcome: 'outdated', generation: 5 },
          'A commit of a lower generation is not refused, or not told which is needed.',
        );
      }
      assert.equal(await store.read({ type: 'Observation', id: 'b' }), undefined, 'A refused commit has written.');
      for (const generation of [5, 6]) {
        id += 1;
        assert.deepEqual(
          await commitWith(store, { epoch: 1, generation, writes: [writeOf({ id: `c${id}` })] }),
          { outcome: 'committed' },
          'A commit of the generation needed, or a later one, is refused.',
        );
      }
    });
  }),
  safetyCase(
    'generation: an indexing that does not close lets every commit pass; closing is never lowered',
    async ({ adapter }) => {
      await adapter.index({ generation: 5, entries: [] });
      await put(adapter, { id: 'a' });
      await adapter.index({ generation: 4, closes: true, entries: [] });
      await adapter.index({ generation: 2, closes: true, entries: [] });
      const result = await commitWith(adapter, { epoch: 1, generation: 3, writes: [writeOf({ id: 'b' })] });
      assert.deepEqual(result, { outcome: 'outdated', generation: 4 }, 'A closed generation was opened again.');
    },
  ),
  safetyCase('generation: the fence is looked at before it, conflicts and guards after it', async ({ adapter }) => {
    await put(adapter, { id: 'a' });
    await adapter.index({ generation: 2, closes: true, entries: [] });
    const guards = [{ query: { types: [] }, expect: { count: 99 } }];
    const outdated = await commitWith(adapter, { epoch: 1, generation: 1, writes: [writeOf({ id: 'a' })], guards });
    assert.equal(outdated.outcome, 'outdated', 'A conflict or guard was looked at before the generation.');
    await adapter.fence({ epoch: 2, successor: 's' });
    const fenced = await commitWith(adapter, { epoch: 1, generation: 1, writes: [] });
    assert.equal(fenced.outcome, 'fenced', 'The generation was looked at before the fence.');
  }),
  safetyCase('generation: entries of a commit are not replaced by those of a lower one', async ({ adapter }) => {
    const write = writeOf({ id: 'a', entries: [token('code', 'new')] });
    await commitWith(adapter, { epoch: 1, generation: 3, writes: [write] });
    const index = (generation: number, code: string) => {
      const entry = { type: 'Observation', id: 'a', versionId: '1', entries: [token('code', code)] };
      return adapter.index({ generation, entries: [entry] });
    };
    assert.deepEqual(await index(2, 'old'), { indexed: 0, moved: 1 }, 'Entries of a lower generation won.');
    await assertFinds(adapter, { where: codeIs('new') }, ['Observation/a'], 'Entries of a lower generation won.');
    assert.deepEqual(await index(3, 'same'), { indexed: 1, moved: 0 }, 'The same generation cannot be indexed again.');
    await assertFinds(
      adapter,
      { where: codeIs('same') },
      ['Observation/a'],
      'New entries of a generation are not there.',
    );
  }),
  capabilityCase(
    'verbatimHistory',
    'generation: entries that were loaded are not replaced by those of a lower one',
    async ({ adapter }) => {
      const { version } = writeOf({ id: 'a', entries: [token('code', 'new')] });
      await adapter.load({ generation: 3, versions: [version] });
      const index = (generation: number) => {
        const entry = { type: 'Observation', id: 'a', versionId: '1', entries: [token('code', 'other')] };
        return adapter.index({ generation, entries: [entry] });
      };
      assert.deepEqual(await index(2), { indexed: 0, moved: 1 }, 'Entries of a lower generation won.');
      await assertFinds(adapter, { where: codeIs('new') }, ['Observation/a'], 'Entries of a lower generation won.');
      await adapter.index({ generation: 4, closes: true, entries: [] });
      const { version: later } = writeOf({ id: 'b', entries: [token('code', 'new')] });
      await adapter.load({ generation: 3, versions: [later] });
      assert.deepEqual(await index(4), { indexed: 1, moved: 0 }, 'Entries of a later generation are not taken.');
    },
  ),
  safetyCase('generation: once closed, no commit of a lower one takes effect any more', async ({ adapter }) => {
    const racing = Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => adapter.commit({ epoch: 1, writes: [writeOf({ id: `r${index}` })] })),
    );
    await adapter.index({ generation: 1, closes: true, entries: [] });
    const standing = versionNames((await changesAfter(adapter)).versions);
    await racing;
    const after = versionNames((await changesAfter(adapter)).versions);
    assert.deepEqual(after, standing, 'A commit of a lower generation took effect after the store was closed to it.');
  }),
];
