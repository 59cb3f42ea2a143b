import assert from 'node:assert/strict';
import type { RecordStore } from '@baseplate-epr/contracts';
import type { SeededRandom } from '../../kit/seeded-random.ts';
import { assertSame, changesAfter, commit, nowAndReopened, put, versionNames } from './actions.ts';
import { type Draft, versionOf, writeOf } from './drafts.ts';
import { capabilityCase, type RecordStoreCase, safetyCase } from './record-store-case.ts';
import { giveWay, whileWriting } from './while-writing.ts';

/** Versions in commit order. */
export const changeCases: readonly RecordStoreCase[] = [
  safetyCase('changes: every version in commit order, by pages of every size, deletions included', async (context) => {
    const { adapter } = context;
    const empty = await adapter.changes({ limit: 10 });
    assert.deepEqual([empty.versions, empty.end], [[], true], 'A store without versions shows changes.');
    const drafts: Draft[] = [
      { id: 'b', text: about('b', 'Patient/1'), compartments: ['Patient/1'] },
      { type: 'Patient', id: 'a', compartments: ['Patient/a'] },
      { id: 'b', version: 2, text: about('b', 'Patient/1'), compartments: ['Patient/1'] },
      { id: 'b', version: 3, deleted: true, compartments: ['Patient/1'] },
      { id: 'a', lastUpdated: 1 },
      { id: 'b', version: 4 },
    ];
    for (const draft of drafts) await put(adapter, draft);
    await nowAndReopened(context, async (store) => {
      for (let limit = 1; limit <= 7; limit += 1) {
        const { versions, cursor } = await changesAfter(store, empty.cursor, limit);
        assert.equal(versions.length, drafts.length, 'Changes skip or repeat a version.');
        for (const [index, draft] of drafts.entries()) {
          assertSame(
            store,
            versions[index],
            versionOf(draft),
            'Changes are not in commit order, or not as they were written.',
          );
        }
        const later = await store.changes({ after: cursor, limit });
        assert.deepEqual([later.versions, later.end], [[], true], 'Changes repeat a version after their end.');
      }
      const cut = await store.changes({ limit: 5 });
      assert.equal(cut.end, false, 'Changes say that they are at their end before it.');
    });
  }),
  safetyCase(
    'changes: a cursor goes on where it stood, after more commits and a reopening',
    async ({ adapter, reopen }) => {
      await put(adapter, { id: 'a' }, { id: 'b' });
      const { cursor } = await changesAfter(adapter);
      await put(adapter, { id: 'a', version: 2 });
      const store = await reopen();
      await put(store, { id: 'c' });
      const { versions, cursor: later } = await changesAfter(store, cursor, 1);
      assert.deepEqual(versionNames(versions), ['Observation/a/2', 'Observation/c/1'], 'A cursor does not survive.');
      const again = await changesAfter(store, cursor);
      assert.deepEqual(versionNames(again.versions), versionNames(versions), 'A cursor can be used once only.');
      assert.deepEqual((await changesAfter(store, later)).versions, []);
    },
  ),
  safetyCase('changes: begun at the end, only what comes later follows', async (context) => {
    const { adapter } = context;
    const first = await adapter.changes({ begin: 'end', limit: 10 });
    assert.deepEqual([first.versions, first.end], [[], true], 'The end of a store without versions shows changes.');
    await put(adapter, { id: 'a' }, { id: 'b' });
    await put(adapter, { id: 'a', version: 2 });
    assert.equal(
      (await changesAfter(adapter, first.cursor)).versions.length,
      3,
      'The end of an empty store hides changes.',
    );
    const { cursor: before } = await adapter.changes({ begin: 'end', limit: 10 });
    await put(adapter, { id: 'c' });
    const later = await changesAfter(adapter, before);
    assert.deepEqual(versionNames(later.versions), ['Observation/c/1'], 'A change after the end is skipped.');
    await nowAndReopened(context, async (store) => {
      const { versions, cursor, end } = await store.changes({ begin: 'end', limit: 10 });
      assert.deepEqual([versions, end], [[], true], 'Changes that begin at the end show earlier ones.');
      assert.deepEqual((await changesAfter(store, cursor)).versions, [], 'The end is before the newest change.');
      const whole = await store.changes({ begin: 'beginning', limit: 10 });
      assert.equal(whole.versions.length, 4, 'Changes from the beginning do not show everything.');
    });
  }),
  safetyCase('changes: a refused commit leaves no trace', async ({ adapter }) => {
    await put(adapter, { id: 'a' });
    const { cursor } = await changesAfter(adapter);
    await commit(adapter, [writeOf({ id: 'b' }), writeOf({ id: 'a' })]);
    assert.deepEqual((await changesAfter(adapter, cursor)).versions, [], 'A refused commit shows in the changes.');
    await put(adapter, { id: 'b' });
    assert.deepEqual(versionNames((await changesAfter(adapter, cursor)).versions), ['Observation/b/1']);
  }),
  safetyCase('changes: a reader beside racing writers misses nothing and sees every order', ({ adapter, random }) =>
    raceReaders([adapter], random),
  ),
  capabilityCase(
    'multipleProcesses',
    'changes: a reader beside writers of two stores misses nothing',
    async (context) => raceReaders([context.adapter, await context.openBeside()], context.random),
  ),
];

/** Text that lies in the compartment it is said to lie in. */
function about(id: string, subject: string): string {
  return JSON.stringify({ resourceType: 'Observation', id, subject: { reference: subject } });
}

interface Done {
  readonly began: number;
  readonly acknowledged: number;
  readonly versions: readonly string[];
}

async function raceReaders(stores: readonly [RecordStore, ...RecordStore[]], random: SeededRandom): Promise<void> {
  let moment = 0;
  const done: Done[] = [];
  const write = async (store: RecordStore, drafts: readonly Draft[]): Promise<boolean> => {
    const began = moment++;
    const { outcome } = await commit(
      store,
      drafts.map((draft) => writeOf(draft)),
    );
    if (outcome !== 'committed') return false;
    done.push({ began, acknowledged: moment++, versions: versionNames(drafts.map(versionOf)) });
    return true;
  };
  // Resource `shared` is written by all, so that commits of one resource race as well.
  const writeShared = async (store: RecordStore): Promise<void> => {
    for (let attempt = 0; attempt < 500; attempt += 1) {
      const newest = await store.read({ type: 'Observation', id: 'shared' });
      if (await write(store, [{ id: 'shared', version: Number(newest?.versionId ?? '0') + 1 }])) return;
    }
    assert.fail('A writer that tries again never succeeds.');
  };
  const writer = async (name: number): Promise<void> => {
    const store = random.pick(stores);
    for (let round = 0; round < 8; round += 1) {
      const size = random.integer(4) + 1;
      const own = Array.from(
        { length: size },
        (_, index): Draft => ({ type: `Type${index}`, id: `w${name}-${round}` }),
      );
      await write(store, own);
      await writeShared(store);
    }
  };
  const reader =
    (store: RecordStore, limit: number) =>
    async (isWriting: () => boolean): Promise<string[]> => {
      const seen: string[] = [];
      let cursor: string | undefined;
      for (;;) {
        const last = !isWriting();
        const part = await changesAfter(store, cursor, limit);
        seen.push(...versionNames(part.versions));
        cursor = part.cursor;
        if (last) return seen;
        await giveWay();
      }
    };
  const writeAll = () => Promise.all(Array.from({ length: 6 }, (_, name) => writer(name)));
  const readers = [1, 3, 100].map((limit) => reader(random.pick(stores), limit));
  for (const seen of await whileWriting(writeAll, readers)) assertOrder(seen, done);
}

function assertOrder(seen: readonly string[], done: readonly Done[]): void {
  const written = done.flatMap(({ versions }) => versions);
  assert.equal(new Set(seen).size, seen.length, 'A reader of changes saw a version twice.');
  assert.deepEqual(
    [...seen].sort(),
    [...written].sort(),
    'A reader of changes skipped a version that was committed late.',
  );
  const shared = seen.filter((name) => name.startsWith('Observation/shared/'));
  const inOrder = shared.map((_, index) => `Observation/shared/${index + 1}`);
  assert.deepEqual(shared, inOrder, 'Changes show the versions of one resource out of order.');
  const place = new Map(seen.map((name, index) => [name, index]));
  const placed = done.map(({ versions, ...times }) => ({
    ...times,
    places: versions.map((name) => place.get(name) ?? -1),
  }));
  for (const earlier of placed) {
    for (const later of placed) {
      if (earlier.acknowledged > later.began) continue;
      assert.ok(
        Math.max(...earlier.places) < Math.min(...later.places),
        'Changes show a commit after one that began when it was already acknowledged.',
      );
    }
  }
}
