import assert from 'node:assert/strict';
import type { StateStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';

/** What reading and writing one entry promises. */
export const entryCases: readonly Case<StateStore>[] = [
  {
    name: 'an entry comes back as it was written, whatever text it is',
    safety: true,
    run: async ({ adapter }) => {
      const { get, set } = adapter.namespace({ name: 'texts' });
      const texts = [
        '',
        ' ',
        '{"a":1.00}',
        'Zoë ñ 漢字 🩺',
        'null\0inside',
        '\u0000',
        "'; drop table state; --",
        '\uffff',
        '%_\\',
      ];
      for (const text of texts) {
        const key = `key ${text}`;
        const written = await set({ key, value: text });
        assert.ok(written.outcome === 'written', 'An unconditional write ended in a conflict.');
        assert.deepEqual(
          await get({ key }),
          { key, value: text, version: written.version },
          'Another entry came back.',
        );
      }
      assert.equal(await get({ key: 'key' }), undefined, 'A key that was never written has an entry.');
      assert.equal(await get({ key: 'KEY  ' }), undefined, 'Keys that differ in case are taken for the same.');
    },
  },
  {
    name: 'every write gives another version, also after deletion and with the same value',
    safety: true,
    run: async ({ adapter, reopen }) => {
      const versions = new Set<string>();
      let { set, delete: remove } = adapter.namespace({ name: 'versions' });
      const write = async (): Promise<void> => {
        const written = await set({ key: 'k', value: 'same' });
        assert.ok(written.outcome === 'written');
        assert.ok(!versions.has(written.version), 'A version was given twice, so a compare-and-set may overwrite.');
        versions.add(written.version);
      };
      await write();
      await write();
      await remove({ key: 'k' });
      await write();
      await remove({ key: 'k' });
      ({ set, delete: remove } = (await reopen()).namespace({ name: 'versions' }));
      await write();
    },
  },
  {
    name: 'keys and values of the largest size are kept, larger ones refused whole',
    safety: true,
    run: async ({ adapter }) => {
      const { get, set, list } = adapter.namespace({ name: 'sizes' });
      const longest = 'é'.repeat(256);
      const largest = 'é'.repeat(512 * 1024);
      await set({ key: longest, value: largest });
      assert.equal((await get({ key: longest }))?.value, largest, 'The largest value does not come back.');
      const refused = [
        { key: '', value: 'v' },
        { key: `${longest}x`, value: 'v' },
        { key: 'k', value: `${largest}x` },
        { key: '\ud800', value: 'v' },
        { key: 'k', value: '\udc00' },
        { key: 'k', value: 'v', expiresAt: 1.5 },
        { key: 'k', value: 'v', expiresAt: Number.NaN },
      ];
      for (const options of refused) {
        await expectError('input-invalid', 'What is not of the described form is refused.', () => set(options));
      }
      assert.equal((await list({ limit: 10 })).entries.length, 1, 'A refused write left something.');
    },
  },
  {
    name: 'delete takes an entry away and tells whether it was there',
    safety: true,
    run: async ({ adapter }) => {
      const { get, set, delete: remove } = adapter.namespace({ name: 'deletions' });
      await set({ key: 'a', value: '1' });
      await set({ key: 'b', value: '2' });
      assert.deepEqual(await remove({ key: 'a' }), { deleted: true });
      assert.deepEqual(await remove({ key: 'a' }), { deleted: false });
      assert.equal(await get({ key: 'a' }), undefined, 'A deleted entry is still there.');
      assert.equal((await get({ key: 'b' }))?.value, '2', 'A deletion took another entry along.');
    },
  },
  {
    name: 'what was acknowledged is there after the store is opened again',
    safety: true,
    run: async ({ adapter, clock, reopen }) => {
      const before = adapter.namespace({ name: 'kept' });
      const expiresAt = clock.now() + 1_000;
      await before.set({ key: 'gone', value: '0' });
      await before.delete({ key: 'gone' });
      const written = await before.set({ key: 'a', value: '1', expiresAt });
      assert.ok(written.outcome === 'written');
      const store = await reopen();
      const { entries } = await store.namespace({ name: 'kept' }).list({ limit: 10 });
      assert.deepEqual(entries, [{ key: 'a', value: '1', version: written.version, expiresAt }]);
      assert.deepEqual(await store.namespaces(), { names: ['kept'] });
    },
  },
];
