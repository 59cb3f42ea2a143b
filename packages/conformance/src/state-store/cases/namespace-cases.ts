import assert from 'node:assert/strict';
import type { StateStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';

/** What keeps namespaces apart, and within their quotas. */
export const namespaceCases: readonly Case<StateStore>[] = [
  {
    name: 'nothing in a namespace is visible from another',
    safety: true,
    run: async ({ adapter }) => {
      const names = ['a', 'a/b', 'a.b', 'ab', '@scope/module', 'a-b', 'a'.repeat(200)];
      for (const name of names) {
        const { get, set } = adapter.namespace({ name });
        assert.equal(await get({ key: 'k' }), undefined, 'A key of another namespace is visible.');
        assert.equal((await set({ key: 'k', value: name, ifVersion: null })).outcome, 'written');
        await set({ key: '/b/k', value: name });
      }
      await adapter.namespace({ name: 'a' }).clear({ prefix: '' });
      await adapter.namespace({ name: 'ab' }).delete({ key: 'k' });
      for (const name of names.filter((other) => other !== 'a')) {
        const { entries } = await adapter.namespace({ name }).list({ limit: 10 });
        const expected = name === 'ab' ? ['/b/k'] : ['/b/k', 'k'];
        assert.deepEqual(
          entries.map(({ key }) => key),
          expected,
          'A deletion reached into another namespace.',
        );
        assert.ok(
          entries.every(({ value }) => value === name),
          'A write reached into another namespace.',
        );
      }
      assert.deepEqual((await adapter.namespaces()).names, names.filter((name) => name !== 'a').sort());
    },
  },
  {
    name: 'the same name gives the same entries, and a namespace without entries is not listed',
    safety: true,
    run: async ({ adapter, clock }) => {
      const { set, delete: remove } = adapter.namespace({ name: 'one' });
      assert.deepEqual(await adapter.namespaces(), { names: [] }, 'Asking for a namespace made something.');
      await set({ key: 'k', value: 'v' });
      assert.equal((await adapter.namespace({ name: 'one' }).get({ key: 'k' }))?.value, 'v');
      assert.deepEqual(await adapter.namespaces(), { names: ['one'] });
      await remove({ key: 'k' });
      assert.deepEqual(await adapter.namespaces(), { names: [] }, 'A namespace that holds nothing is listed.');
      await set({ key: 'k', value: 'v', expiresAt: clock.now() + 10 });
      clock.advance(11);
      assert.deepEqual(await adapter.namespaces(), { names: [] }, 'A namespace that holds only the expired is listed.');
    },
  },
  {
    name: 'names and quotas that are not as described are refused',
    safety: false,
    run: async ({ adapter, settled }) => {
      const refused = [
        ...['', 'A', 'a b', 'a_b', 'é', 'a\n', '..\\', 'a'.repeat(201)].map((name) => ({ name })),
        ...[-1, 1.5, Number.NaN].map((quota) => ({ name: 'a', quota })),
      ];
      for (const options of refused) {
        await expectError('input-invalid', 'Such a namespace is refused.', async () => {
          adapter.namespace(options);
          await settled();
        });
      }
    },
  },
  {
    name: 'a namespace holds exactly its quota of UTF-8 bytes of keys and values, and no more',
    safety: true,
    run: async ({ adapter }) => {
      const { get, set, delete: remove } = adapter.namespace({ name: 'quota', quota: 20 });
      const other = adapter.namespace({ name: 'other', quota: 20 });
      await other.set({ key: 'k', value: 'x'.repeat(19) });
      const exceed = (key: string, value: string) =>
        expectError('quota-exceeded', 'More than the quota is refused.', () => set({ key, value }));
      await exceed('k', 'x'.repeat(20));
      await set({ key: 'é', value: 'éééé' });
      await set({ key: 'b', value: 'x'.repeat(9) });
      await exceed('c', '');
      await exceed('b', 'x'.repeat(10));
      assert.equal((await get({ key: 'b' }))?.value, 'x'.repeat(9), 'A refused write changed the entry.');
      assert.equal((await set({ key: 'b', value: 'y'.repeat(50), ifVersion: null })).outcome, 'conflict');
      await set({ key: 'b', value: 'y'.repeat(9) });
      await set({ key: 'b', value: '' });
      await set({ key: 'c', value: 'x'.repeat(8) });
      await exceed('d', '');
      await remove({ key: 'c' });
      await set({ key: 'd', value: 'x'.repeat(8) });
    },
  },
  {
    name: 'writes at once do not pass the quota together',
    safety: true,
    run: async ({ adapter, reopen }) => {
      const options = { name: 'rush', quota: 100 };
      const { set } = adapter.namespace(options);
      const key = (caller: number): string => String(caller).padStart(2, '0');
      const writes = Array.from({ length: 30 }, (_, caller) => set({ key: key(caller), value: 'x'.repeat(8) }));
      const settled = await Promise.allSettled(writes);
      const written = settled.filter(({ status }) => status === 'fulfilled').length;
      assert.equal(written, 10, `${written} entries of 10 bytes were written into a quota of 100.`);
      const again = (await reopen()).namespace(options);
      assert.equal(
        (await again.list({ limit: 100 })).entries.length,
        10,
        'What was refused is there, or the other way.',
      );
      await expectError('quota-exceeded', 'The quota is still full.', () => again.set({ key: 'x', value: '' }));
      await again.clear({ prefix: '' });
      await again.set({ key: 'x', value: 'x'.repeat(99) });
    },
  },
];
