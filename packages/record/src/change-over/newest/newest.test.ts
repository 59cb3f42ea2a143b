import { BaseplateError, type RecordStore, type StoredVersion } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { entriesOf, everyVersion, someVersions, storeWith, versionOf } from '../__fixtures__/stores.ts';
import { compareNewest } from './compare-newest.ts';
import { contentOf } from './content-of.ts';
import { copyNewest } from './copy-newest.ts';
import type { CopiedNewest, MappedVersion } from './newest-types.ts';

/** What another supplier's server does: it has its own times, writes texts anew, and takes no history. */
async function server(): Promise<RecordStore> {
  const store = await storeWith();
  return {
    ...store,
    load: () => Promise.reject(new Error('It takes no history.')),
    commit: (options) =>
      store.commit({
        ...options,
        writes: options.writes.map(({ version, expect: expected }) => {
          const text = version.deleted ? '' : JSON.stringify(JSON.parse(version.text), undefined, 2);
          return { version: { ...version, lastUpdated: 9_999_999_999_999, text }, expect: expected };
        }),
      }),
  };
}

const history = someVersions(40, 3);

async function copy(from: RecordStore, to: RecordStore, after = '') {
  const pages: CopiedNewest[] = [];
  const result = await copyNewest({
    from,
    to,
    epoch: 1,
    entriesOf,
    limit: 25,
    after,
    onPage: (page) => void pages.push(page),
  });
  const mapped: readonly MappedVersion[] = pages.flatMap((page) => page.mapped);
  return { ...result, pages, mapped };
}

test('writes the newest of each resource, maps its number, and counts what stays behind', async () => {
  const from = await storeWith(history);
  const to = await server();
  const { written, lost, versions, rejected, mapped } = await copy(from, to);
  // Of 40 resources, 6 are deleted: the target never had those.
  expect({ versions, written, lost, rejected }).toEqual({ versions: 120, written: 34, lost: 86, rejected: 0 });
  expect(mapped.find(({ id }) => id === 'o1')).toEqual({
    type: 'Observation',
    id: 'o1',
    versionId: '3',
    becameVersionId: '1',
    lastUpdated: expect.any(Number),
    deleted: false,
  });
  const kept = await to.read({ type: 'Observation', id: 'o1' });
  expect(JSON.parse(kept?.text ?? '')).toMatchObject({ note: 'version 3', meta: { versionId: '1' } });
  const comparison = await compareNewest({ left: from, right: to });
  expect(comparison).toMatchObject({ same: true, complete: true, differences: [] });
  expect(comparison.buckets).toMatchObject({ different: 0, versions: { left: 34, right: 34 } });
});

test('goes on from any page without writing anything twice, and follows updates and deletions', async () => {
  const from = await storeWith(history);
  const to = await server();
  const { pages, cursor } = await copy(from, to);
  for (const page of pages) expect((await copy(from, to, page.cursor)).written).toBe(0);
  await from.load({
    versions: [versionOf({ id: 'o1', versionId: '4' }), versionOf({ id: 'o2', versionId: '4', deleted: true })],
  });
  const { written, mapped } = await copy(from, to, cursor);
  expect([written, mapped.map(({ becameVersionId }) => becameVersionId)]).toEqual([2, ['2', '2']]);
  expect((await compareNewest({ left: from, right: to })).same).toBe(true);
  expect((await to.read({ type: 'Observation', id: 'o2' }))?.deleted).toBe(true);
});

test('a resource that the target refuses, or keeps otherwise, is named; all others are there', async () => {
  const from = await storeWith(someVersions(30, 1));
  const inner = await server();
  const to: RecordStore = {
    ...inner,
    commit: (options) => {
      const has = (id: string) => options.writes.some(({ version }) => version.id === id);
      if (has('o3'))
        return Promise.reject(new BaseplateError({ code: 'input-invalid', message: 'It knows no such code.' }));
      const writes = options.writes.map((write) =>
        write.version.id === 'o5'
          ? { ...write, version: { ...write.version, text: '{"resourceType":"Observation"}' } }
          : write,
      );
      return inner.commit({ ...options, writes });
    },
  };
  const { written, pages } = await copy(from, to);
  expect(written).toBe(28);
  expect(pages.flatMap(({ rejected }) => rejected.map(({ id, reason }) => `${id} ${reason}`)).sort()).toEqual([
    'o3 It knows no such code.',
    'o5 The target has acknowledged it and keeps something else.',
  ]);
  const { differences } = await compareNewest({ left: from, right: to });
  expect(differences.map((one) => (one.kind === 'damaged' ? '' : `${one.kind} ${one.id}`)).sort()).toEqual([
    'content o5',
    'missing o3',
  ]);
});

test('adds up what the resources of each patient say now, whatever their history', async () => {
  const history = someVersions(40, 3);
  const from = await storeWith(history);
  const to = await server();
  await copy(from, to);
  const { compartments, byContent = [] } = await compareNewest({ left: from, right: to });
  const current = (await everyVersion(to)).filter(({ deleted }) => !deleted);
  const patients = new Set(current.flatMap(({ compartments: inside }) => inside.map(({ id }) => id)));
  expect(patients.size).toBeGreaterThan(1);
  expect(compartments).toMatchObject({ ranges: patients.size, different: 0 });
  expect(compartments.versions.left).toBe(compartments.versions.right);
  expect(new Set(byContent.map(({ left }) => left?.sum)).size).toBe(patients.size);
});

test('a closed target ends the copy', async () => {
  const to = await server();
  await to.fence({ epoch: 5, successor: 'elsewhere' });
  await expect(copy(await storeWith(history), to)).rejects.toMatchObject({ code: 'store-fenced' });
});

test('a comparison finds each kind of difference between what is current', async () => {
  const left = await storeWith(someVersions(20, 1));
  const change = (version: StoredVersion) => {
    if (version.id === 'o1') return { ...version, text: version.text.replace('version', 'Version') };
    if (version.id === 'o3') return { ...version, compartments: [] };
    return version;
  };
  const versions = (await everyVersion(left))
    .filter(({ id }) => id !== 'o2')
    .map((version) => ({ ...change(version), entries: [] }));
  const right = await storeWith([
    ...versions,
    versionOf({ id: 'o4', versionId: '2', deleted: true }),
    versionOf({ id: 'more' }),
  ]);
  const { differences, buckets, compartments } = await compareNewest({ left, right });
  const words = differences.map((one) =>
    one.kind === 'content'
      ? `${one.id} ${one.parts.join()}`
      : one.kind === 'missing'
        ? `${one.id} missing in ${one.missingIn}`
        : one.kind,
  );
  expect(words.sort()).toEqual([
    'more missing in left',
    'o1 text',
    'o2 missing in right',
    'o3 compartments',
    'o4 deleted',
  ]);
  expect(buckets.different).toBeGreaterThan(0);
  expect(compartments.different).toBeGreaterThan(0);
});

test('content is to the digit, and does not depend on order or stamps', () => {
  const content = (text: string) => contentOf({ deleted: false, text });
  expect(content('{"a":1.10,"b":[1,2]}')).toBe(content('{ "b":[1,2],"a":1.10,"meta":{"versionId":"3"}}'));
  expect(content('{"a":1.10}')).not.toBe(content('{"a":1.1}'));
  expect(content('{"a":1}')).not.toBe(content('{"a":"1"}'));
  expect(content('{"a":1}')).not.toBe(content('{"a":"n1"}'));
  expect(content('{"a":[1,2]}')).not.toBe(content('{"a":[2,1]}'));
  expect(content('{"meta":{"profile":["x"],"versionId":"1"}}')).not.toBe(content('{}'));
  expect(content('no json')).toBe('no json');
});
