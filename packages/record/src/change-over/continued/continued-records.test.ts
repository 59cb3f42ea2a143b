import type { FindByTimesOptions, IndexedVersion, RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { entriesOf, everyVersion, someVersions, storeWith, versionOf } from '../__fixtures__/stores.ts';
import { compareDigests } from '../compare-digests.ts';
import { copyRecords } from '../copy-records.ts';
import { copyNewest } from '../newest/copy-newest.ts';
import type { TakenVersion } from './continuation.ts';
import { continuedRecords } from './continued-records.ts';

/** Takes no history, and gives numbers, here by counting from 1, and times of its own: each commit a later one. */
async function server(clock: number): Promise<RecordStore> {
  const store = await storeWith();
  let now = clock;
  return {
    ...store,
    load: () => Promise.reject(new Error('It takes no history.')),
    commit: async (options) => {
      now += 1;
      const writes = options.writes.map(({ version, expect: expected }) => ({
        version: { ...version, lastUpdated: now },
        expect: expected,
      }));
      const result = await store.commit({ ...options, writes });
      return result.outcome === 'committed' ? { ...result, versions: writes.map(({ version }) => version) } : result;
    },
  };
}

const newestOfAll = 1_700_000_000_003;

/** A record of 40 resources with three versions each, six of them deleted, that has gone over; its server's clock may be behind. */
async function goneOver({ clock = 1_800_000_000_000, findByTimes = undefined as RecordStore['findByTimes'] } = {}) {
  const earlier = await storeWith(someVersions(40, 3));
  const own = { ...(await server(clock)), ...(findByTimes === undefined ? {} : { findByTimes }) };
  const book = new Map<string, TakenVersion>();
  await copyNewest({
    from: earlier,
    to: own,
    epoch: 1,
    entriesOf,
    onPage({ mapped, absent }) {
      for (const { becameVersionId, ...version } of mapped) book.set(version.id, { ...version, own: becameVersionId });
      for (const version of absent) book.set(version.id, { ...version, own: '0' });
    },
  });
  const { cursor: ownCursor } = await own.changes({ begin: 'end', limit: 1 });
  const [last] = (await own.history({ scope: {}, count: 1 })).versions;
  const records = await continuedRecords(own, {
    taken: ({ id }) => book.get(id),
    earlier: async () => earlier,
    since: Math.max(newestOfAll, last?.lastUpdated ?? 0) + 1,
    ownSince: (last?.lastUpdated ?? 0) + 1,
    ownCursor,
  });
  const write = (given: Partial<IndexedVersion> & { readonly id: string }, after?: string) => {
    const version = versionOf(given);
    return records.commit({
      epoch: 1,
      writes: [
        {
          version: { ...version, entries: entriesOf(version) },
          expect: after === undefined ? 'anything' : { versionId: after },
        },
      ],
    });
  };
  return { earlier, own, records, write };
}

const o1 = { type: 'Observation', id: 'o1' };

test('numbers go on where they stood, and old versions are read as they were', async () => {
  const { earlier, own, records, write } = await goneOver();
  expect((await own.read(o1))?.versionId).toBe('1');
  const now = await records.read(o1);
  expect(now).toMatchObject({ versionId: '3', lastUpdated: newestOfAll });
  expect(JSON.parse(now?.text ?? '').meta.versionId).toBe('3');
  for (const versionId of ['1', '2', '3'])
    expect(await records.read({ ...o1, versionId })).toEqual(await earlier.read({ ...o1, versionId }));
  expect(await write({ ...o1, versionId: '4' }, '3')).toMatchObject({
    outcome: 'committed',
    versions: [{ versionId: '4' }],
  });
  expect(await records.read({ ...o1, versionId: '4' })).toMatchObject({ versionId: '4' });
  expect(await records.read({ ...o1, versionId: '5' })).toBeUndefined();
  const { matches } = await records.search({ types: ['Observation'], count: 100 });
  expect(matches.find(({ id }) => id === 'o1')).toEqual(await records.read(o1));
});

test('a write on the condition of a version that was read before is refused if there is a later one, whatever the store calls it', async () => {
  const { records, write } = await goneOver();
  // The store itself has it as its first version.
  expect(await write({ ...o1, versionId: '2' }, '1')).toEqual({
    outcome: 'conflict',
    conflicts: [{ ...o1, versionId: '3' }],
  });
  expect((await records.read(o1))?.versionId).toBe('3');
});

test('what was deleted before counts on as well, though the store never had it', async () => {
  const { own, records, write } = await goneOver();
  const deleted = { type: 'Observation', id: 'o7' };
  expect(await own.read(deleted)).toBeUndefined();
  expect(await records.read(deleted)).toMatchObject({ versionId: '3', deleted: true });
  const again = versionOf({ ...deleted, versionId: '1' });
  expect(await records.commit({ epoch: 1, writes: [{ version: again, expect: 'absent' }] })).toEqual({
    outcome: 'conflict',
    conflicts: [{ ...deleted, versionId: '3' }],
  });
  expect(await write({ ...deleted, versionId: '4' }, '3')).toMatchObject({ outcome: 'committed' });
  expect(await records.read(deleted)).toMatchObject({ versionId: '4', deleted: false });
});

test.each([
  ['agrees', 1_800_000_000_000],
  ['is behind', 1_600_000_000_000],
])(
  'history and changes are whole and in order, whatever is written back meanwhile, where the clock of the store %s',
  async (_, clock) => {
    const { earlier, records, write } = await goneOver({ clock });
    await write({ ...o1, versionId: '4' });
    await write({ id: 'new' });
    await write({ ...o1, versionId: '5' });
    const every = await everyPage(records);
    expect(every.map(({ id, versionId }) => `${id}/${versionId}`).slice(-3)).toEqual(['o1/4', 'new/1', 'o1/5']);
    expect(every).toHaveLength(123);
    const history = await everyHistory(records, {}, 7);
    expect(history.total).toBe(123);
    expect(history.names).toEqual((await everyHistory(records, {}, 1000)).names);
    expect(history.names.slice(0, 3)).toEqual(['o1/5', 'new/1', 'o1/4']);
    expect((await everyHistory(records, o1, 1)).names).toEqual(['o1/5', 'o1/4', 'o1/3', 'o1/2', 'o1/1']);
    const { versions } = await records.history({ scope: {}, since: newestOfAll + 1, count: 100 });
    expect(versions.map(({ versionId }) => versionId)).toEqual(['5', '1', '4']);
    // As after a flip the other way: the earlier store is kept like this one, and both are the same to the byte.
    await copyRecords({ from: records, to: earlier, entriesOf });
    expect((await compareDigests({ left: records, right: earlier, by: 'bucket' })).different).toBe(0);
    expect((await compareDigests({ left: records, right: earlier, by: 'compartment' })).different).toBe(0);
    expect(await everyPage(records)).toEqual(every);
    expect(await everyVersion(earlier)).toEqual(every);
    expect((await everyHistory(records, {}, 7)).names).toEqual(history.names);
  },
);

test.each([
  ['agrees', 1_800_000_000_000],
  ['is behind', 1_600_000_000_000],
])(
  'what was current at a moment after the flip is told, though nothing is written back, where the clock of the store %s',
  async (_, clock) => {
    const { records, write } = await goneOver({ clock });
    const deleted = { type: 'Observation', id: 'o2' };
    await write({ ...o1, versionId: '4' });
    await write({ ...deleted, versionId: '4', deleted: true });
    const written = (await records.read(deleted))?.lastUpdated ?? 0;
    const at = async (low: number, scope: object = {}) => {
      const { versions, total } = await records.history({ scope, at: { low, high: low + 1 }, count: 100 });
      const some = versions.filter(({ id }) => id === 'o1' || id === 'o2');
      return { names: some.map(({ id, versionId }) => `${id}/${versionId}`).sort(), total, length: versions.length };
    };
    // One version of each of the 40 resources, whenever it is asked for.
    expect(await at(written)).toEqual({ names: ['o1/4', 'o2/4'], total: 40, length: 40 });
    expect(await at(written + 1000)).toEqual({ names: ['o1/4', 'o2/4'], total: 40, length: 40 });
    expect(await at(newestOfAll)).toEqual({ names: ['o1/3', 'o2/3'], total: 40, length: 40 });
    expect(await at(written, o1)).toMatchObject({ names: ['o1/4'], total: 1 });
    const access = { byType: {}, otherwise: { kind: 'id', ids: ['o1', 'o3'] } } as const;
    const seen = await records.history({ scope: {}, access, at: { low: written, high: written + 1 }, count: 100 });
    expect(seen.versions.map(({ id, versionId }) => `${id}/${versionId}`).sort()).toEqual(['o1/4', 'o3/3']);
    // A day that begins before the flip and ends after it has both.
    const day = { low: newestOfAll, high: written + 1 };
    expect((await records.history({ scope: o1, at: day, count: 100 })).total).toBe(2);
    expect(records.capabilities.timesKnownSince).toBeGreaterThan(newestOfAll);
  },
);

test('a store that can be told by which times to find versions is told those of the record, and nobody is warned', async () => {
  let timeOf: FindByTimesOptions['timeOf'] = () => 0;
  const { records, own, write } = await goneOver({
    clock: 1_600_000_000_000,
    findByTimes: async (options) => {
      timeOf = options.timeOf;
    },
  });
  expect(records.capabilities.timesKnownSince).toBeUndefined();
  const time = async (id: string) => {
    const version = await own.read({ type: 'Observation', id });
    return version === undefined ? undefined : timeOf(version);
  };
  expect(await time('o1')).toBe(newestOfAll);
  await write({ ...o1, versionId: '4' });
  // Its clock is behind; what is written after the flip is later than all before all the same.
  expect(await time('o1')).toBe(newestOfAll + 1);
  expect(await time('o1')).toBe((await records.read(o1))?.lastUpdated);
});

test('who has read everything before goes on without a version twice; who stood in the store before begins again', async () => {
  const { own, records, write } = await goneOver();
  const { cursor: before } = await own.changes({ limit: 5 });
  const { cursor } = await records.changes({ begin: 'end', limit: 1 });
  await write({ ...o1, versionId: '4' });
  expect((await records.changes({ after: cursor, limit: 10 })).versions.map(({ versionId }) => versionId)).toEqual([
    '4',
  ]);
  expect((await records.changes({ after: before, limit: 10 })).versions[0]).toMatchObject({ id: 'o0', versionId: '1' });
});

async function everyPage(records: RecordStore) {
  const versions = [];
  for (let after: string | undefined; ; ) {
    const page = await records.changes({ limit: 11, ...(after === undefined ? {} : { after }) });
    versions.push(...page.versions);
    after = page.cursor;
    if (page.end) return versions;
  }
}

async function everyHistory(records: RecordStore, scope: object, count: number) {
  const names: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await records.history({ scope, count, ...(cursor === undefined ? {} : { cursor }) });
    names.push(...page.versions.map(({ id, versionId }) => `${id}/${versionId}`));
    cursor = page.next;
    if (cursor === undefined) return { names, total: page.total };
  }
}
