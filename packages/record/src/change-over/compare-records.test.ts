import { createMemoryRecordDisk, createMemoryRecordStore } from '@baseplate-epr/conformance';
import { BaseplateError, type IndexedVersion, type RecordStore, type StoredVersion } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietContext, someVersions, storeWith, versionOf } from './__fixtures__/stores.ts';
import { compareDigests } from './compare-digests.ts';
import { compareRecords } from './compare-records.ts';
import type { RecordDifference } from './comparison-types.ts';

const base = someVersions(60, 2);

/** Says what a difference is about, in one line. */
function inWords(difference: RecordDifference): string {
  if (difference.kind === 'damaged') {
    return `${difference.side} damaged: ${difference.suspects.map(({ id, versionId }) => `${id}/${versionId}`).join(' ')}`;
  }
  const what = `${difference.id}/${difference.versionId}`;
  if (difference.kind === 'missing') return `${what} missing in ${difference.missingIn}`;
  if (difference.kind === 'unreadable') return `${what} unreadable in ${difference.side}`;
  return `${what} ${difference.parts.join(' ')}`;
}

async function compared(left: readonly IndexedVersion[], right: readonly IndexedVersion[], every = false) {
  const comparison = await compareRecords({ left: await storeWith(left), right: await storeWith(right), every });
  return { ...comparison, words: comparison.differences.map(inWords).sort() };
}

const changed = (id: string, versionId: string, change: Partial<StoredVersion>) =>
  base.map((version) => (version.id === id && version.versionId === versionId ? { ...version, ...change } : version));

test('stores that hold the same in another order are the same, and no version is read for it', async () => {
  const right = await storeWith([...base].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)));
  const refuse = () => Promise.reject(new Error('read'));
  const comparison = await compareRecords({
    left: { ...(await storeWith(base)), changes: refuse, read: refuse },
    right: { ...right, changes: refuse, read: refuse },
  });
  expect(comparison).toMatchObject({ same: true, differences: [], complete: true, atRest: true });
  expect(comparison.buckets.versions).toEqual({ left: 120, right: 120 });
  expect(comparison.buckets.sums.left).toBe(comparison.buckets.sums.right);
  expect(comparison.compartments.ranges).toBe(4);
});

test('two empty stores are the same; an empty one and a full one differ in everything', async () => {
  expect((await compared([], [])).same).toBe(true);
  const { same, words, complete } = await compared(base, []);
  expect([same, words.length, complete]).toEqual([false, 120, true]);
  expect(words.every((word) => word.endsWith('missing in right'))).toBe(true);
});

describe('each kind of difference is found and named, with its patients', () => {
  const planted: readonly (readonly [string, readonly IndexedVersion[], readonly string[]])[] = [
    ['text', changed('o3', '2', { text: '{ }' }), ['o3/2 text']],
    ['an earlier version', changed('o3', '1', { text: '{ }' }), ['o3/1 text']],
    ['time', changed('o3', '1', { lastUpdated: 5 }), ['o3/1 lastUpdated']],
    ['deletion', changed('o3', '2', { deleted: true }), ['o3/2 deleted']],
    ['compartment', changed('o3', '2', { compartments: [{ type: 'Patient', id: 'other' }] }), ['o3/2 compartments']],
    ['no compartment', changed('o3', '2', { compartments: [] }), ['o3/2 compartments']],
    [
      'a compartment too many',
      changed('o5', '2', { compartments: [{ type: 'Patient', id: 'p1' }] }),
      ['o5/2 compartments'],
    ],
    ['text without compartment', changed('o5', '1', { text: '{ }' }), ['o5/1 text']],
    ['a last version', base.filter(({ id, versionId }) => id !== 'o3' || versionId !== '2'), ['o3/2 missing in right']],
    ['a resource', base.filter(({ id }) => id !== 'o3'), ['o3/1 missing in right', 'o3/2 missing in right']],
    ['a version too many', [...base, versionOf({ id: 'o3', versionId: '3' })], ['o3/3 missing in left']],
    ['a resource too many', [...base, versionOf({ id: 'x' })], ['x/1 missing in left']],
  ];
  test.each(planted)('%s', async (_, right, expected) => {
    const { same, words, complete, atRest, differences } = await compared(base, right);
    expect({ same, words, complete, atRest }).toEqual({ same: false, words: expected, complete: true, atRest: true });
    const mirrored = await compared(right, base);
    const other = (word: string) => word.replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'));
    expect(mirrored.words).toEqual(expected.map(other));
    const [first] = differences;
    if (first?.kind === 'content' && first.id === 'o3') expect(first.patients).toContain('p3');
  });
});

test('asks the other store only for what the digests can be about', async () => {
  const right = await storeWith(changed('o3', '2', { text: '{ }' }));
  const asked: string[] = [];
  const read: RecordStore['read'] = (key) => {
    asked.push(key.id);
    return right.read(key);
  };
  await compareRecords({ left: await storeWith(base), right: { ...right, read } });
  expect(asked).toContain('o3');
  expect(new Set(asked).size).toBeLessThanOrEqual(12);
});

/** A store with these versions, one of which is changed beneath it, as a failing disk does. */
async function damagedStore(versions: readonly IndexedVersion[], place: number, change: Partial<StoredVersion>) {
  const disk = createMemoryRecordDisk();
  const store = createMemoryRecordStore({ disk });
  await store.start(quietContext);
  await store.load({ versions });
  const version = disk.log[place];
  if (version === undefined) throw new Error('There is no such version.');
  const damaged = { ...version, ...change };
  disk.log[place] = damaged;
  disk.versions.get(`${damaged.type}/${damaged.id}`)?.splice(Number(damaged.versionId) - 1, 1, damaged);
  return store;
}

describe('a version that has changed in its store since it was written', () => {
  test('is named by what it can be, if it was copied as it is now', async () => {
    const left = await damagedStore(base, 3, { text: '{"flipped":1}' });
    const { versions } = await left.changes({ limit: 1000 });
    const right = await storeWith(versions.map((version) => ({ ...version, entries: [] })));
    const comparison = await compareRecords({ left, right });
    expect(comparison.same).toBe(false);
    expect(comparison.differences.map(inWords)).toEqual([expect.stringMatching(/^left damaged: .*\bo3\/1\b/)]);
  });

  test('is named, with the side, if it was copied before', async () => {
    const left = await storeWith(base);
    const right = await damagedStore(base, 3, { text: '{"flipped":1}' });
    expect((await compareRecords({ left, right })).same).toBe(true);
    const thorough = await compareRecords({ left, right, every: true });
    expect(thorough).toMatchObject({ same: false, complete: true });
    expect(thorough.differences.map(inWords)).toEqual(['o3/1 text']);
  });
});

test('a version that a store cannot read is a difference, not the end', async () => {
  const right = await storeWith(changed('o3', '2', { text: '{ }' }));
  const corrupt = new BaseplateError({ code: 'storage-corrupt', message: 'A row is damaged.' });
  const read: RecordStore['read'] = (key) => (key.id === 'o3' ? Promise.reject(corrupt) : right.read(key));
  const { differences } = await compareRecords({ left: await storeWith(base), right: { ...right, read } });
  expect(differences.map(inWords)).toEqual(['o3/1 unreadable in right', 'o3/2 unreadable in right']);
});

test('names as many differences as are wanted, and says that there may be more', async () => {
  const { length } = base;
  const options = { left: await storeWith(base), right: await storeWith() };
  const few = await compareRecords({ ...options, differenceLimit: 5 });
  expect([few.differences.length, few.complete]).toEqual([5, false]);
  const all = await compareRecords({ ...options, differenceLimit: length + 1 });
  expect([all.differences.length, all.complete]).toEqual([length, true]);
});

test('says that a store was written meanwhile, and calls nothing damaged for it', async () => {
  const left = await storeWith(base);
  const right = await storeWith(base.slice(0, 100));
  let once = false;
  // So many that some are counted in ranges that differ already.
  const meanwhile = Array.from({ length: 200 }, (_, number) => versionOf({ id: `meanwhile-${number}` }));
  const changes: RecordStore['changes'] = async (options) => {
    if (!once) await left.load({ versions: meanwhile });
    once = true;
    return left.changes(options);
  };
  const comparison = await compareRecords({ left: { ...left, changes }, right });
  expect(comparison.atRest).toBe(false);
  expect(comparison.differences.some(({ kind }) => kind === 'damaged')).toBe(false);
});

test('can be given up', async () => {
  const signal = AbortSignal.abort();
  const options = { left: await storeWith(base), right: await storeWith(), signal };
  await expect(compareRecords(options)).rejects.toMatchObject({ code: 'cancelled' });
  await expect(compareDigests({ ...options, by: 'bucket' })).rejects.toMatchObject({ code: 'cancelled' });
});

test('compares more patients than a page of digests holds', async () => {
  const many = Array.from({ length: 10_050 }, (_, number) =>
    versionOf({ id: `o${number}`, compartments: [{ type: 'Patient', id: `p${number}` }] }),
  );
  const right = many.filter((_, number) => number !== 9999);
  const { compartments, words } = await compared(many, right);
  expect(words).toEqual(['o9999/1 missing in right']);
  expect([compartments.ranges, compartments.different]).toEqual([10_050, 1]);
});

test('for any two records, the differences are those that a comparison of everything finds', async () => {
  const version = fc.record({ text: fc.constantFrom('{}', '{ }'), patient: fc.nat({ max: 2 }), deleted: fc.boolean() });
  const record = fc.array(fc.array(version, { maxLength: 3 }), { minLength: 6, maxLength: 6 }).map((resources) =>
    resources.flatMap((versions, number) =>
      versions.map(({ text, patient, deleted }, index) =>
        versionOf({
          id: `r${number}`,
          versionId: String(index + 1),
          text,
          deleted,
          compartments: patient === 0 ? [] : [{ type: 'Patient', id: `p${patient}` }],
        }),
      ),
    ),
  );
  const expected = (left: readonly StoredVersion[], right: readonly StoredVersion[]) => {
    const found = new Set<string>();
    for (const name of new Set([...left, ...right].map(({ id, versionId }) => `${id}/${versionId}`))) {
      const [one, other] = [left, right].map((side) => side.find(({ id, versionId }) => `${id}/${versionId}` === name));
      if (one === undefined) found.add(`${name} missing in left`);
      else if (other === undefined) found.add(`${name} missing in right`);
      else {
        const parts = (['text', 'deleted', 'compartments'] as const).filter(
          (part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]),
        );
        if (parts.length > 0) found.add(`${name} ${parts.join(' ')}`);
      }
    }
    return [...found].sort();
  };
  await fc.assert(
    fc.asyncProperty(record, record, fc.boolean(), async (left, right, every) => {
      const { words, same } = await compared(left, right, every);
      expect(words).toEqual(expected(left, right));
      expect(same).toBe(words.length === 0);
    }),
    { numRuns: 150 },
  );
});
