import assert from 'node:assert/strict';
import type { RecordStore } from '@baseplate-epr/contracts';
import { changesAfter, commitWith, find, nowAndReopened, put, versionNames } from './actions.ts';
import { writeOf } from './drafts.ts';
import { type RecordStoreCase, safetyCase } from './record-store-case.ts';

/** The fence as a commit of an early epoch meets it. */
async function standingFence(store: RecordStore): Promise<string> {
  const result = await commitWith(store, { epoch: 0, writes: [] });
  return result.outcome === 'fenced' ? `${result.epoch} ${result.successor}` : 'none';
}

/** Closing a store to those who missed its change-over. */
export const fenceCases: readonly RecordStoreCase[] = [
  safetyCase(
    'fence: refuses commits of earlier epochs and names the successor, also after a reopening',
    async (context) => {
      await put(context.adapter, { id: 'a' });
      await context.adapter.fence({ epoch: 5, successor: 'records at elsewhere' });
      let id = 0;
      await nowAndReopened(context, async (store) => {
        for (const epoch of [0, 1, 4]) {
          assert.deepEqual(
            await commitWith(store, { epoch, writes: [writeOf({ id: 'b' })] }),
            { outcome: 'fenced', epoch: 5, successor: 'records at elsewhere' },
            'The fence is broken: a commit of an earlier epoch is not refused, or not told where to go.',
          );
        }
        assert.equal(await store.read({ type: 'Observation', id: 'b' }), undefined, 'A fenced commit has written.');
        assert.equal(
          (await store.read({ type: 'Observation', id: 'a' }))?.versionId,
          '1',
          'A fenced store cannot be read.',
        );
        assert.ok((await find(store, {})).matches.length > 0, 'A fenced store cannot be searched.');
        for (const epoch of [5, 6]) {
          id += 1;
          const result = await commitWith(store, { epoch, writes: [writeOf({ id: `c${id}` })] });
          assert.deepEqual(
            result,
            { outcome: 'committed' },
            'A commit of the epoch of the fence, or a later one, is refused.',
          );
        }
      });
    },
  ),
  safetyCase('fence: is looked at before everything else', async ({ adapter }) => {
    await put(adapter, { id: 'a' });
    await adapter.fence({ epoch: 2, successor: 's' });
    const guards = [{ query: { types: [] }, expect: { count: 99 } }];
    const result = await commitWith(adapter, { epoch: 1, writes: [writeOf({ id: 'a' })], guards });
    assert.equal(result.outcome, 'fenced', 'A commit to a fenced store is answered as if it were open.');
    assert.equal(
      (await commitWith(adapter, { epoch: 1, writes: [] })).outcome,
      'fenced',
      'An empty commit passes the fence.',
    );
  }),
  safetyCase('fence: is never lowered', async ({ adapter }) => {
    await adapter.fence({ epoch: 5, successor: 'five' });
    await adapter.fence({ epoch: 3, successor: 'three' });
    assert.deepEqual(
      await commitWith(adapter, { epoch: 4, writes: [] }),
      { outcome: 'fenced', epoch: 5, successor: 'five' },
      'A fence was lowered, or its successor taken from an earlier one.',
    );
    await adapter.fence({ epoch: 7, successor: 'seven' });
    const raised = await commitWith(adapter, { epoch: 6, writes: [] });
    assert.deepEqual(raised, { outcome: 'fenced', epoch: 7, successor: 'seven' }, 'A fence cannot be raised.');
    await adapter.fence({ epoch: 7, successor: 'corrected' });
    const corrected = await commitWith(adapter, { epoch: 6, writes: [] });
    assert.deepEqual(
      corrected,
      { outcome: 'fenced', epoch: 7, successor: 'corrected' },
      'A successor cannot be corrected.',
    );
  }),
  safetyCase('fence: of many at once that are to be the first, one stands', async ({ adapter }) => {
    const seen = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        await adapter.fence({ epoch: 2 + (index % 3), successor: `of ${index}`, replaces: null });
        return standingFence(adapter);
      }),
    );
    assert.match(seen[0] ?? '', /^[234] of [0-7]$/, 'Of many fences at once that are to be the first, none stands.');
    const one =
      'A fence took the place of one that it was not to replace: two ledgers would move one record to two places.';
    assert.deepEqual([...new Set(seen)], [await standingFence(adapter)], one);
  }),
  safetyCase('fence: that is to replace another replaces that one alone, also after a reopening', async (context) => {
    const winner = { epoch: 2, successor: 'first' };
    await context.adapter.fence({ epoch: 2, successor: 'of none', replaces: winner });
    assert.equal(await standingFence(context.adapter), 'none', 'A fence replaced one that did not stand.');
    await context.adapter.fence({ ...winner, replaces: null });
    await nowAndReopened(context, async (store) => {
      await store.fence({ epoch: 9, successor: 'a second', replaces: null });
      await store.fence({ epoch: 9, successor: 'of another epoch', replaces: { ...winner, epoch: 1 } });
      await store.fence({ epoch: 9, successor: 'of another', replaces: { ...winner, successor: 'theirs' } });
      await store.fence({ epoch: 1, successor: 'lower', replaces: winner });
      const stands = await standingFence(store);
      assert.equal(stands, '2 first', 'A fence took the place of one that it was not to replace, or was lowered.');
    });
  }),
  safetyCase('fence: that is to replace the one that stands does', async (context) => {
    await context.adapter.fence({ epoch: 2, successor: 'first', replaces: null });
    await nowAndReopened(context, async (store) => {
      const [epoch = '', successor = ''] = (await standingFence(store)).split(' ');
      const next = { epoch: Number(epoch) + 1, successor: 'next' };
      await store.fence({ ...next, replaces: { epoch: Number(epoch), successor } });
      assert.equal(await standingFence(store), `${next.epoch} next`, 'A fence did not replace the one that it names.');
    });
  }),
  safetyCase('fence: once it stands, no commit of an earlier epoch takes effect any more', async ({ adapter }) => {
    const racing = Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => adapter.commit({ epoch: 1, writes: [writeOf({ id: `r${index}` })] })),
    );
    await adapter.fence({ epoch: 2, successor: 's' });
    const standing = versionNames((await changesAfter(adapter)).versions);
    const results = await racing;
    const after = versionNames((await changesAfter(adapter)).versions);
    assert.deepEqual(after, standing, 'A commit of an earlier epoch took effect after the fence stood.');
    const committed = results.filter(
      (result) => result.status === 'fulfilled' && result.value.outcome === 'committed',
    ).length;
    assert.equal(committed, after.length, 'A commit was acknowledged that is not there, or the other way round.');
  }),
];
