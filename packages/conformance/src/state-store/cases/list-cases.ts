import assert from 'node:assert/strict';
import type { StateNamespace, StateStore } from '@baseplate-epr/contracts';
import { expectError } from '../../kit/expect-error.ts';
import type { Case } from '../../kit/kit.ts';

const prefixes = ['a', 'a%', 'a_', 'a/', 'A', 'é', '\uffff', '\u{10000}', '\u{10ffff}', ''];
const keys = prefixes.flatMap((prefix) => [`${prefix}1`, `${prefix}2`, `${prefix}\u{10ffff}3`]);

/** What `list`, `clear` and expiry promise. */
export const listCases: readonly Case<StateStore>[] = [
  {
    name: 'list pages through the keys of a prefix, once each, ordered by their UTF-8 bytes',
    safety: true,
    run: async ({ adapter, random }) => {
      const namespace = adapter.namespace({ name: 'pages' });
      for (const key of random.shuffle(keys)) await namespace.set({ key, value: `value of ${key}` });
      for (const prefix of prefixes) {
        const expected = sorted(keys.filter((key) => key.startsWith(prefix)));
        for (const limit of [1, 2, 7, 1_000]) {
          const listed = await listAll(namespace, prefix, limit);
          assert.deepEqual(listed, expected, `Pages of ${limit} do not give the keys of a prefix once each, in order.`);
        }
      }
      assert.deepEqual(
        await listAll(namespace, undefined, 5),
        sorted(keys),
        'Without prefix, not everything is listed.',
      );
      assert.deepEqual(await namespace.list({ prefix: 'none', limit: 5 }), { entries: [] });
    },
  },
  {
    name: 'list refuses limits other than 1 to 1,000',
    safety: false,
    run: async ({ adapter }) => {
      const { list } = adapter.namespace({ name: 'limits' });
      for (const limit of [0, -1, 1_001, 1.5, Number.NaN]) {
        await expectError('query-invalid', `A limit of ${limit} is refused.`, () => list({ limit }));
      }
    },
  },
  {
    name: 'clear deletes the keys of a prefix and no others',
    safety: true,
    run: async ({ adapter }) => {
      for (const prefix of prefixes) {
        const namespace = adapter.namespace({ name: 'clearing' });
        for (const key of keys) await namespace.set({ key, value: 'v' });
        const left = sorted(keys.filter((key) => !key.startsWith(prefix)));
        assert.deepEqual(await namespace.clear({ prefix }), { deleted: keys.length - left.length });
        assert.deepEqual(
          await listAll(namespace, '', 1_000),
          left,
          'clear deleted other keys than those of its prefix.',
        );
        assert.deepEqual(await namespace.clear({ prefix }), { deleted: 0 });
      }
    },
  },
  {
    name: 'an entry is there until its expiry by the injected clock, and gone after it for every method',
    safety: true,
    run: async ({ adapter, clock }) => {
      const namespace = adapter.namespace({ name: 'expiry', quota: 20 });
      const { get, set, clear, delete: remove } = namespace;
      const written = await set({ key: 'brief', value: 'x'.repeat(10), expiresAt: clock.now() + 1_000 });
      assert.ok(written.outcome === 'written');
      await set({ key: 'k', value: 'v' });
      clock.advance(1_000);
      assert.ok(await get({ key: 'brief' }), 'An entry is gone before its expiry has passed.');
      clock.advance(1);
      assert.equal(await get({ key: 'brief' }), undefined, 'An expired entry is still there.');
      assert.deepEqual(await listAll(namespace, '', 10), ['k'], 'list shows an expired entry.');
      const stale = await set({ key: 'brief', value: 'x', ifVersion: written.version });
      assert.deepEqual(stale, { outcome: 'conflict' }, 'A compare-and-set met an expired entry.');
      assert.deepEqual(await remove({ key: 'brief' }), { deleted: false }, 'An expired entry was there to be deleted.');
      assert.deepEqual(await clear({ prefix: 'b' }), { deleted: 0 }, 'An expired entry was there to be cleared.');
      await set({ key: 'b', value: 'x'.repeat(5), expiresAt: clock.now() - 1 });
      assert.equal(await get({ key: 'b' }), undefined, 'An entry written with a past expiry is there.');
      await set({ key: 'c', value: 'x'.repeat(17) });
      const overfill = () => set({ key: 'b', value: '', ifVersion: null });
      await expectError('quota-exceeded', 'The quota counts on after an expiry.', overfill);
    },
  },
  {
    name: 'an expired entry makes room for a write that expects absence, and a write without expiry lasts',
    safety: true,
    run: async ({ adapter, clock, reopen }) => {
      const { set } = adapter.namespace({ name: 'leases' });
      await set({ key: 'lease', value: 'first', expiresAt: clock.now() + 10 });
      assert.equal((await set({ key: 'lease', value: 'second', ifVersion: null })).outcome, 'conflict');
      clock.advance(11);
      assert.equal((await set({ key: 'lease', value: 'second', ifVersion: null })).outcome, 'written');
      clock.advance(1_000_000);
      const entry = await (await reopen()).namespace({ name: 'leases' }).get({ key: 'lease' });
      assert.equal(entry?.value, 'second', 'A write without expiry kept the expiry of the entry before.');
      assert.ok(entry !== undefined && !('expiresAt' in entry), 'An entry without expiry shows one.');
    },
  },
];

const sorted = (texts: readonly string[]): string[] =>
  [...texts].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));

async function listAll({ list }: StateNamespace, prefix: string | undefined, limit: number): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await list({
      limit,
      ...(prefix === undefined ? {} : { prefix }),
      ...(after === undefined ? {} : { after }),
    });
    assert.ok(page.entries.length <= limit, 'A page holds more than its limit.');
    found.push(...page.entries.map(({ key }) => key));
    after = page.next;
    if (after === undefined) return found;
  }
  return assert.fail('list never comes to an end.');
}
