import assert from 'node:assert/strict';
import type { StateStore } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';

/** What compare-and-set promises. */
export const compareAndSetCases: readonly Case<StateStore>[] = [
  {
    name: 'a write that expects a version or absence is written only if that is so, and otherwise shows what is there',
    safety: true,
    run: async ({ adapter }) => {
      const { get, set, delete: remove } = adapter.namespace({ name: 'expectations' });
      assert.deepEqual(await set({ key: 'k', value: '0', ifVersion: 'x' }), { outcome: 'conflict' });
      const first = await set({ key: 'k', value: '1', ifVersion: null });
      assert.ok(first.outcome === 'written', 'A write that expects absence was refused where there is nothing.');
      const current = { key: 'k', value: '1', version: first.version };
      for (const ifVersion of [null, `${first.version}x`, '']) {
        const lost = await set({ key: 'k', value: 'lost', ifVersion });
        assert.deepEqual(lost, { outcome: 'conflict', current }, 'A write with another expectation was not refused.');
      }
      const second = await set({ key: 'k', value: '2', ifVersion: first.version });
      assert.ok(second.outcome === 'written', 'A write that expects the version there is was refused.');
      assert.equal((await set({ key: 'k', value: 'lost', ifVersion: first.version })).outcome, 'conflict');
      assert.deepEqual(await remove({ key: 'k', ifVersion: first.version }), { deleted: false });
      assert.equal((await get({ key: 'k' }))?.value, '2', 'A refused write or deletion changed the entry.');
      assert.deepEqual(await remove({ key: 'k', ifVersion: second.version }), { deleted: true });
      assert.deepEqual(await set({ key: 'k', value: '3', ifVersion: second.version }), { outcome: 'conflict' });
    },
  },
  {
    name: 'of compare-and-sets at once with the same version exactly one is written',
    safety: true,
    run: async ({ adapter }) => {
      const { get, set } = adapter.namespace({ name: 'races' });
      let ifVersion: string | null = null;
      for (let round = 0; round < 10; round += 1) {
        const writes = Array.from({ length: 16 }, (_, caller) =>
          set({ key: 'k', value: `${round}:${caller}`, ifVersion }),
        );
        const results = await Promise.all(writes);
        const winners = results.flatMap((result, caller) => (result.outcome === 'written' ? [{ caller, result }] : []));
        assert.equal(winners.length, 1, `${winners.length} of 16 writes with the same version were written.`);
        const entry = await get({ key: 'k' });
        assert.ok(entry !== undefined && entry.value === `${round}:${winners[0]?.caller}`, 'A loser’s value was kept.');
        assert.equal(winners[0]?.result.version, entry.version, 'The winner was told another version than it wrote.');
        ifVersion = entry.version;
      }
    },
  },
  {
    name: 'a counter raised by many callers at once misses nothing',
    safety: true,
    run: async ({ adapter }) => {
      const { get, set } = adapter.namespace({ name: 'counters' });
      const raise = async (): Promise<void> => {
        for (let tries = 0; tries < 1_000; tries += 1) {
          const entry = await get({ key: 'n' });
          const value = String(Number(entry?.value ?? '0') + 1);
          if ((await set({ key: 'n', value, ifVersion: entry?.version ?? null })).outcome === 'written') return;
        }
        assert.fail('A caller never got its turn.');
      };
      await Promise.all(
        Array.from({ length: 12 }, async () => {
          for (let times = 0; times < 5; times += 1) await raise();
        }),
      );
      assert.equal((await get({ key: 'n' }))?.value, '60', 'Increments were lost.');
    },
  },
];
