import assert from 'node:assert/strict';
import type { SetResult, StateNamespace, StateStore } from '@baseplate-epr/contracts';
import type { Case } from '../../kit/kit.ts';

/** What several processes that have the same place open can rely on. */
export const besideCases: readonly Case<StateStore>[] = [
  {
    name: 'processes beside each other see what each has written, deleted and cleared, at once',
    safety: true,
    run: async ({ adapter, openBeside }) => {
      const beside = await openBeside();
      const [here, there] = [adapter, beside].map((store) => store.namespace({ name: 'shared' }));
      assert.ok(here !== undefined && there !== undefined);
      const written = await there.set({ key: 'session', value: 'signed in' });
      assert.ok(written.outcome === 'written');
      const found = await here.get({ key: 'session' });
      assert.deepEqual(
        found,
        { key: 'session', value: 'signed in', version: written.version },
        'What another process has written is not there.',
      );
      assert.deepEqual((await adapter.namespaces()).names, ['shared'], 'What another process has made is not listed.');
      assert.equal((await here.delete({ key: 'session', ifVersion: written.version })).deleted, true);
      assert.equal(
        await there.get({ key: 'session' }),
        undefined,
        'What another process has deleted is still there: somebody who was signed out goes on.',
      );
      await here.set({ key: 'draft/1', value: 'x' });
      await there.set({ key: 'draft/2', value: 'y' });
      const { entries } = await here.list({ limit: 10 });
      assert.deepEqual(
        entries.map(({ key }) => key),
        ['draft/1', 'draft/2'],
      );
      assert.deepEqual(await there.clear({ prefix: 'draft/' }), { deleted: 2 });
      assert.deepEqual(await here.list({ limit: 10 }), { entries: [] }, 'What another process has cleared is listed.');
    },
  },
  {
    name: 'of compare-and-sets of several processes with the same version exactly one is written, and none is given twice',
    safety: true,
    run: async ({ adapter, openBeside, reopen }) => {
      const stores = [adapter, await openBeside(), await openBeside()];
      const namespaces = stores.map((store) => store.namespace({ name: 'races' }));
      const versions = new Set<string>();
      let ifVersion: string | null = null;
      for (let round = 0; round < 8; round += 1) {
        const expected: string | null = ifVersion;
        const results: readonly SetResult[] = await Promise.all(
          Array.from({ length: 12 }, (_, caller) =>
            turnOf(namespaces, caller).set({ key: 'k', value: `${round}:${caller}`, ifVersion: expected }),
          ),
        );
        const winners = results.flatMap((one, caller) => (one.outcome === 'written' ? [{ ...one, caller }] : []));
        assert.equal(winners.length, 1, `${winners.length} of 12 writes with the same version were written.`);
        const [winner] = winners;
        for (const namespace of namespaces) {
          const entry = await namespace.get({ key: 'k' });
          assert.equal(entry?.value, `${round}:${winner?.caller}`, 'Processes see different values of one key.');
          assert.equal(entry.version, winner?.version, 'Processes see different versions of one key.');
        }
        assert.ok(winner !== undefined && !versions.has(winner.version), 'Two writes have the same version.');
        versions.add(winner.version);
        ifVersion = winner.version;
      }
      const kept = await (await reopen()).namespace({ name: 'races' }).get({ key: 'k' });
      assert.equal(kept?.version, ifVersion, 'What was acknowledged to one of several processes is gone afterwards.');
    },
  },
  {
    name: 'a counter raised by several processes at once misses nothing, and what one of them stops does not stop the others',
    safety: true,
    run: async ({ adapter, openBeside }) => {
      const beside = await openBeside();
      const namespaces = [adapter, beside].map((store) => store.namespace({ name: 'counters' }));
      await Promise.all(
        Array.from({ length: 8 }, async (_, caller) => {
          for (let times = 0; times < 4; times += 1) await raise(turnOf(namespaces, caller));
        }),
      );
      await beside.stop();
      const here = adapter.namespace({ name: 'counters' });
      assert.equal((await here.get({ key: 'n' }))?.value, '32', 'Increments of several processes were lost.');
      await raise(here);
      const again = (await openBeside()).namespace({ name: 'counters' });
      assert.equal((await again.get({ key: 'n' }))?.value, '33', 'A process that comes later finds something else.');
    },
  },
];

function turnOf(namespaces: readonly StateNamespace[], caller: number): StateNamespace {
  const namespace = namespaces[caller % namespaces.length];
  assert.ok(namespace !== undefined);
  return namespace;
}

async function raise({ get, set }: StateNamespace): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const entry = await get({ key: 'n' });
    const value = String(Number(entry?.value ?? '0') + 1);
    if ((await set({ key: 'n', value, ifVersion: entry?.version ?? null })).outcome === 'written') return;
  }
  assert.fail('A caller never got its turn.');
}
