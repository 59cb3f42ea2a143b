import assert from 'node:assert/strict';
import type { CommitResult, RecordStore } from '@baseplate-epr/contracts';
import { commitWith, put } from './actions.ts';
import { type Draft, writeOf } from './drafts.ts';
import { capabilityCase, type RecordStoreCase } from './record-store-case.ts';

const commitAt = (store: RecordStore, ...drafts: readonly Draft[]): Promise<CommitResult> =>
  commitWith(store, { epoch: 1, writes: drafts.map((draft) => writeOf(draft)), overtakenWithin: 1000 });

/** Times that follow the order of the commits, whichever process makes them. */
export const timeOrderCases: readonly RecordStoreCase[] = [
  capabilityCase(
    'verbatimHistory',
    'times: a commit that was overtaken is refused when it asks to be, and told the latest time',
    async ({ adapter }) => {
      await put(adapter, { id: 'a', lastUpdated: 5000 }, { id: 'b', lastUpdated: 5400 });
      await put(adapter, { id: 'c', lastUpdated: 1000 });
      const overtaken = { outcome: 'overtaken', lastUpdated: 5400 };
      for (const lastUpdated of [4500, 5399]) {
        const result = await commitAt(adapter, { id: 'd', lastUpdated }, { id: 'e', lastUpdated: 9000 });
        assert.deepEqual(
          result,
          overtaken,
          'A commit with an earlier time than another was taken, or is told another time.',
        );
      }
      assert.equal(await adapter.read({ type: 'Observation', id: 'd' }), undefined, 'A refused commit has written.');
      const same = await commitAt(adapter, { id: 'd', lastUpdated: 5400 });
      assert.deepEqual(same, { outcome: 'committed' }, 'A commit of the same time counts as overtaken.');
      const late = await commitWith(adapter, { epoch: 1, writes: [writeOf({ id: 'f', lastUpdated: 1 })] });
      assert.deepEqual(late, { outcome: 'committed' }, 'Times were looked at although the commit does not ask for it.');
    },
  ),
  capabilityCase(
    'verbatimHistory',
    'times: what is too far ahead overtakes nothing, and deletions overtake',
    async ({ adapter }) => {
      await put(adapter, { id: 'far', lastUpdated: 900_000 }, { id: 'a', lastUpdated: 4000 });
      await put(adapter, { id: 'a', version: 2, lastUpdated: 5000, deleted: true });
      assert.deepEqual(
        await commitAt(adapter, { id: 'b', lastUpdated: 4200 }),
        { outcome: 'overtaken', lastUpdated: 5000 },
        'A version that is far ahead hides one that is not, or deletions are not looked at.',
      );
      const behind = await commitAt(adapter, { id: 'b', lastUpdated: 3999 });
      assert.deepEqual(
        behind,
        { outcome: 'overtaken', lastUpdated: 4000 },
        'A time further ahead than was said overtook.',
      );
      const ahead = await commitAt(adapter, { id: 'b', lastUpdated: 899_000 });
      assert.deepEqual(
        ahead,
        { outcome: 'overtaken', lastUpdated: 900_000 },
        'What is just within the stretch does not overtake.',
      );
    },
  ),
  capabilityCase(
    'verbatimHistory',
    'times: of commits at once none is taken with an earlier time than one before',
    async ({ adapter }) => {
      const order = [5, 3, 8, 1, 9, 7];
      const results = await Promise.all(
        order.map((time) => commitAt(adapter, { id: `a${time}`, lastUpdated: 1000 + time })),
      );
      const taken = order.filter((_, index) => results[index]?.outcome === 'committed');
      const { versions } = await adapter.changes({ limit: 100 });
      const times = versions.map(({ lastUpdated }) => lastUpdated);
      assert.deepEqual(
        times,
        times.toSorted((one, other) => one - other),
        'A later commit has an earlier time.',
      );
      assert.equal(times.length, taken.length, 'A commit was refused and yet taken, or the other way round.');
    },
  ),
];
