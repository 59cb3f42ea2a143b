import { BaseplateError, type IndexedVersion, type RecordStore, type StoredVersion } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { someVersions, storeWith, versionOf } from './__fixtures__/stores.ts';
import { type CheckedCopy, checkCopied } from './check-copied.ts';

const base = someVersions(700, 2);
const nothing = async () => {};

/** A store that holds these versions, and gives one out otherwise than it was given, as one that was changed beneath its digests does. */
async function damaged(id: string, change: Partial<StoredVersion> | Error): Promise<RecordStore> {
  const store = await storeWith(base);
  const give = (version: StoredVersion): StoredVersion => {
    if (version.id !== id || version.versionId !== '2') return version;
    if (change instanceof Error) throw change;
    return { ...version, ...change };
  };
  return {
    ...store,
    async read(key) {
      const version = await store.read(key);
      return version && give(version);
    },
    async changes(options) {
      const page = await store.changes(options);
      return { ...page, versions: page.versions.map(give) };
    },
  };
}

test('two stores that hold the same are the same, each read through once', async () => {
  const told: CheckedCopy[] = [];
  const [from, to] = [await storeWith(base), await storeWith(base)];
  expect(await checkCopied({ from, to, bring: nothing, onPage: (checked) => void told.push(checked) })).toEqual([]);
  expect(told.map(({ left, right }) => [left.versions, right.versions])).toEqual([
    [1000, 0],
    [1400, 0],
    [1400, 1000],
    [1400, 1400],
  ]);
});

test.each<[string, Partial<StoredVersion>, string]>([
  ['a text', { text: '{}' }, 'text'],
  ['a time', { lastUpdated: 5 }, 'lastUpdated'],
  ['a deletion', { deleted: true }, 'deleted'],
  ['a compartment', { compartments: [{ type: 'Patient', id: 'other' }] }, 'compartments'],
])(
  '%s that was changed beneath the digests of the target is found, which they do not tell',
  async (_, change, part) => {
    const [from, to] = [await storeWith(base), await damaged('o699', change)];
    expect(await to.digest({ by: 'bucket', limit: 256 })).toEqual(await from.digest({ by: 'bucket', limit: 256 }));
    const found = { kind: 'content', id: 'o699', versionId: '2', parts: [part] };
    expect(await checkCopied({ from, to, bring: nothing })).toMatchObject([found]);
    expect(await checkCopied({ from: to, to: from, bring: nothing })).toMatchObject([found]);
  },
);

test('a target that gives out by name what it does not by commit order is found as well', async () => {
  const [from, to] = [await storeWith(base), await damaged('o1', { text: '{}' })];
  const { read } = await storeWith(base);
  expect(await checkCopied({ from, to: { ...to, read }, bring: nothing })).toMatchObject([
    { kind: 'content', id: 'o1' },
  ]);
});

test('what one of the stores lacks, or cannot read, is a difference', async () => {
  const less = base.filter(({ id, versionId }) => id !== 'o5' || versionId !== '2');
  const [whole, lacking] = [await storeWith(base), await storeWith(less)];
  const missing = { kind: 'missing', id: 'o5', versionId: '2' };
  expect(await checkCopied({ from: whole, to: lacking, bring: nothing })).toMatchObject([missing]);
  expect(await checkCopied({ from: lacking, to: whole, bring: nothing })).toMatchObject([missing]);
  const corrupt = new BaseplateError({ code: 'storage-corrupt', message: 'A row is damaged.' });
  const unreadable = await damaged('o7', corrupt);
  expect(await checkCopied({ from: whole, to: unreadable, bring: nothing })).toMatchObject([
    { kind: 'unreadable', side: 'right', id: 'o7' },
  ]);
  expect(await checkCopied({ from: unreadable, to: whole, bring: nothing })).toMatchObject([
    { kind: 'unreadable', side: 'left' },
  ]);
});

test('what is written meanwhile is brought and looked at again, and is no difference', async () => {
  const [from, to] = [await storeWith(base), await storeWith(base)];
  const written: IndexedVersion[] = [versionOf({ id: 'new' }), versionOf({ id: 'o3', versionId: '3' })];
  await from.load({ versions: written });
  let brought = 0;
  const bring = async () => {
    brought += 1;
    await to.load({ versions: written });
  };
  expect(await checkCopied({ from, to, bring })).toEqual([]);
  expect(brought).toBe(1);
});

test('one that was given up goes on where it stood, and reads nothing twice', async () => {
  const [from, to] = [await storeWith(base), await storeWith(base)];
  let before: CheckedCopy | undefined;
  const stop = new AbortController();
  const first = checkCopied({
    from,
    to,
    bring: nothing,
    signal: stop.signal,
    onPage(checked) {
      before = checked;
      if (checked.right.versions === 1000) stop.abort();
    },
  });
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  const told: number[] = [];
  const read: number[] = [];
  const counting = (store: RecordStore): RecordStore => ({
    ...store,
    async changes(options) {
      const page = await store.changes(options);
      read.push(page.versions.length);
      return page;
    },
  });
  const onPage = ({ left, right }: CheckedCopy) => void told.push(left.versions + right.versions);
  const again = { from: counting(from), to: counting(to), bring: nothing, onPage };
  expect(await checkCopied({ ...again, ...(before && { after: before }) })).toEqual([]);
  expect(told).toEqual([2400, 2800]);
  expect(read).toEqual([0, 400]);
});
