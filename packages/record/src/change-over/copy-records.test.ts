import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entriesOf, everyVersion, someVersions, storeWith, versionOf } from './__fixtures__/stores.ts';
import { compareRecords } from './compare-records.ts';
import { copyRecords } from './copy-records.ts';
import type { CopiedPage } from './copy-types.ts';

const found = async (store: RecordStore, code: string) =>
  (await store.search({ types: [], where: { kind: 'token', parameter: 'made-of', code }, count: 10 })).matches.map(
    ({ id, versionId }) => `${id}/${versionId}`,
  );

test('copies every version in order, whatever the size of the pages, and indexes the current ones', async () => {
  const from = await storeWith(someVersions(40, 3));
  for (const limit of [1, 7, 40, 10_000]) {
    const to = await storeWith();
    const pages: CopiedPage[] = [];
    const result = await copyRecords({ from, to, entriesOf, limit, onPage: (page) => void pages.push(page) });
    expect(result).toMatchObject({ versions: 120, loaded: 120, present: 0, rejected: 0, unindexed: 0, unreadable: 0 });
    expect(await everyVersion(to)).toEqual(await everyVersion(from));
    expect(pages.reduce((sum, { versions }) => sum + versions, 0)).toBe(120);
    expect(pages.at(-1)?.cursor).toBe(result.cursor);
    expect(await found(to, 'o1/3')).toEqual(['o1/3']);
    expect(await found(to, 'o1/1')).toEqual([]);
    expect((await compareRecords({ left: from, right: to })).same).toBe(true);
  }
});

test('computes entries once for a resource on a page, and never for a deletion', async () => {
  const from = await storeWith([
    ...someVersions(3, 4),
    versionOf({ id: 'gone' }),
    versionOf({ id: 'gone', versionId: '2', deleted: true }),
  ]);
  const asked: string[] = [];
  await copyRecords({
    from,
    to: await storeWith(),
    entriesOf: (version) => {
      asked.push(`${version.id}/${version.versionId}`);
      return [];
    },
  });
  expect(asked).toEqual(['o1/4', 'o2/4']);
});

test('goes on from the cursor of any page, and follows what is written later', async () => {
  const from = await storeWith(someVersions(20));
  const to = await storeWith();
  const cursors: string[] = [];
  await copyRecords({ from, to, entriesOf, limit: 6, onPage: ({ cursor }) => void cursors.push(cursor) });
  await from.load({ versions: [versionOf({ id: 'later' })] });
  expect(await copyRecords({ from, to, entriesOf, after: cursors.at(-1) })).toMatchObject({ loaded: 1, present: 0 });
  for (const [index, after] of ['', ...cursors].entries()) {
    const { loaded, present } = await copyRecords({ from, to, entriesOf, limit: 6, after });
    expect([loaded, present]).toEqual([0, 41 - Math.min(index * 6, 40)]);
  }
  expect((await compareRecords({ left: from, right: to })).same).toBe(true);
});

test('a copy that is stopped in the middle leaves whole pages, and its cursor goes on behind them', async () => {
  const from = await storeWith(someVersions(50));
  const to = await storeWith();
  const controller = new AbortController();
  let cursor = '';
  const copy = copyRecords({
    from,
    to,
    entriesOf,
    limit: 10,
    signal: controller.signal,
    onPage: (page) => {
      cursor = page.cursor;
      if (cursor.length > 0) controller.abort();
    },
  });
  await expect(copy).rejects.toMatchObject({ code: 'cancelled' });
  expect((await everyVersion(to)).length).toBe(10);
  await copyRecords({ from, to, entriesOf, after: cursor });
  expect((await compareRecords({ left: from, right: to })).same).toBe(true);
});

test('if a page cannot be noted, the copy stops there', async () => {
  const to = await storeWith();
  const onPage = () => Promise.reject(new Error('the ledger cannot be written'));
  await expect(
    copyRecords({ from: await storeWith(someVersions(50)), to, entriesOf, limit: 10, onPage }),
  ).rejects.toThrow('the ledger cannot be written');
  expect((await everyVersion(to)).length).toBe(10);
});

test('a target that fails is not a target that rejects', async () => {
  const failure = new BaseplateError({ code: 'storage-unavailable', message: 'The disk is full.' });
  const to = { load: () => Promise.reject(failure) };
  await expect(copyRecords({ from: await storeWith(someVersions(5)), to, entriesOf })).rejects.toBe(failure);
});

test('loads in smaller calls where the target takes long, or gives up', async () => {
  const from = await storeWith(someVersions(200, 1));
  const to = await storeWith();
  const sizes: number[] = [];
  const slow: Pick<RecordStore, 'load'> = {
    load: (options) => {
      sizes.push(options.versions.length);
      if (options.versions.length > 30) {
        return Promise.reject(new BaseplateError({ code: 'query-too-costly', message: 'It took too long.' }));
      }
      return to.load(options);
    },
  };
  expect(await copyRecords({ from, to: slow, entriesOf })).toMatchObject({ loaded: 200, rejected: 0 });
  expect(await everyVersion(to)).toEqual(await everyVersion(from));
  expect(sizes.slice(0, 4)).toEqual([200, 100, 50, 25]);
});

describe('a version that the target rejects', () => {
  test('is named with why; everything else is copied and found', async () => {
    const from = await storeWith([...someVersions(30, 3)]);
    const to = await storeWith([versionOf({ id: 'o9', text: '{"other":true}' })]);
    const pages: CopiedPage[] = [];
    const result = await copyRecords({ from, to, entriesOf, limit: 45, onPage: (page) => void pages.push(page) });
    expect(result).toMatchObject({ versions: 90, loaded: 89, rejected: 1 });
    expect(pages.flatMap(({ rejected }) => rejected)).toEqual([
      { type: 'Observation', id: 'o9', versionId: '1', reason: expect.stringContaining('differs') },
    ]);
    const { differences } = await compareRecords({ left: from, right: to });
    expect(differences.map((one) => `${one.kind}`)).toEqual(['content']);
    for (const { id } of someVersions(30))
      if (Number(id.slice(1)) % 7 !== 0) expect(await found(to, `${id}/3`)).toEqual([`${id}/3`]);
  });

  test('is named together with what follows it, and leaves the version before it current and found', async () => {
    const from = await storeWith([
      versionOf({ id: 'a' }),
      versionOf({ id: 'a', versionId: '2' }),
      versionOf({ id: 'b' }),
      versionOf({ id: 'a', versionId: '3' }),
    ]);
    const to = await storeWith();
    const picky: Pick<RecordStore, 'load'> = {
      load: (options) =>
        options.versions.some(({ versionId }) => versionId === '2')
          ? Promise.reject(new BaseplateError({ code: 'limit-exceeded', message: 'Too large.' }))
          : to.load(options),
    };
    const rejected: string[] = [];
    await copyRecords({
      from,
      to: picky,
      entriesOf,
      onPage: (page) => void rejected.push(...page.rejected.map(({ reason }) => reason)),
    });
    expect(rejected).toEqual(['Too large.', expect.stringContaining('does not follow')]);
    expect(await found(to, 'a/1')).toEqual(['a/1']);
    expect(await found(to, 'b/1')).toEqual(['b/1']);
  });

  test('is not collected for ever: a target that holds something else ends the copy', async () => {
    const from = await storeWith(someVersions(300, 1));
    const to = await storeWith(someVersions(300, 1).map((version) => ({ ...version, text: '{}', deleted: false })));
    const copy = copyRecords({ from, to, entriesOf, limit: 50, rejectedLimit: 60 });
    await expect(copy).rejects.toMatchObject({
      code: 'load-conflict',
      message: expect.stringContaining('copy into an empty one'),
    });
  });
});

test('a text that cannot be indexed is copied all the same, and named', async () => {
  const from = await storeWith([versionOf({ id: 'a' }), versionOf({ id: 'b' })]);
  const to = await storeWith();
  const unindexed: unknown[] = [];
  const result = await copyRecords({
    from,
    to,
    entriesOf: (version) => {
      if (version.id === 'a') throw new BaseplateError({ code: 'input-invalid', message: 'It is no JSON.' });
      return entriesOf(version);
    },
    onPage: (page) => void unindexed.push(...page.unindexed),
  });
  expect(result).toMatchObject({ loaded: 2, unindexed: 1 });
  expect(unindexed).toEqual([{ type: 'Observation', id: 'a', versionId: '1', reason: 'It is no JSON.' }]);
});

describe('a version that the source cannot read', () => {
  const corrupt = (details: object) =>
    new BaseplateError({ code: 'storage-corrupt', message: 'A row is damaged.', details: { ...details } });

  /** A store whose version at a place cannot be read: every page that would hold it fails. */
  const damagedAt = async (place: number, details: (cursor: string) => object): Promise<RecordStore> => {
    const store = await storeWith(someVersions(30, 1));
    const position = async (cursor: string | undefined) => {
      for (let at = 0; ; at += 1)
        if (cursor === undefined || (await store.changes({ limit: Math.max(1, at) })).cursor === cursor)
          return cursor === undefined ? 0 : at;
    };
    return {
      ...store,
      changes: async (options) => {
        const from = await position(options.after);
        if (from > place || from + options.limit <= place) return store.changes(options);
        const { cursor } = await store.changes({ limit: place + 1 });
        throw corrupt(details(cursor));
      },
    };
  };

  test('costs nothing before it and, where the source can go on, nothing after it; it is named', async () => {
    const version = { type: 'Observation', id: 'o17', versionId: '1' };
    const from = await damagedAt(17, (cursor) => ({ cursor, version }));
    const to = await storeWith();
    const unreadable: unknown[] = [];
    const result = await copyRecords({
      from,
      to,
      entriesOf,
      onPage: (page) => void unreadable.push(...page.unreadable),
    });
    expect(result).toMatchObject({ versions: 29, unreadable: 1 });
    expect(unreadable).toEqual([
      { version, after: { type: 'Observation', id: 'o16', versionId: '1' }, reason: 'A row is damaged.' },
    ]);
    const { differences } = await compareRecords({ left: from, right: to });
    expect(differences).toContainEqual(expect.objectContaining({ kind: 'unreadable', side: 'left', ...version }));
  });

  test('ends the copy in words where the source cannot go on, with all before it copied and told', async () => {
    const from = await damagedAt(17, () => ({}));
    const to = await storeWith();
    const pages: CopiedPage[] = [];
    const copy = copyRecords({ from, to, entriesOf, onPage: (page) => void pages.push(page) });
    await expect(copy).rejects.toMatchObject({
      code: 'storage-corrupt',
      message: expect.stringContaining('first 17 of this copy'),
    });
    expect((await everyVersion(to)).length).toBe(17);
    expect(pages.at(-1)?.unreadable).toHaveLength(1);
  });
});

test('with writers racing, a copy and what follows it bring every version exactly once', async () => {
  const from = await storeWith();
  const to = await storeWith();
  let writing = true;
  const writer = async (name: string) => {
    for (let version = 1; version <= 60; version += 1) {
      const write = {
        version: versionOf({ id: `${name}${version % 7}`, versionId: String(Math.floor((version - 1) / 7) + 1) }),
        expect: 'anything' as const,
      };
      await from.commit({
        epoch: 1,
        writes: [{ ...write, version: { ...write.version, id: `${name}${(version - 1) % 7}` } }],
      });
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const writers = Promise.all(['a', 'b', 'c'].map(writer)).then(() => {
    writing = false;
  });
  let cursor = '';
  let loaded = 0;
  let present = 0;
  while (writing) {
    const result = await copyRecords({ from, to, entriesOf, limit: 5, after: cursor });
    ({ cursor } = result);
    loaded += result.loaded;
    present += result.present;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writers;
  loaded += (await copyRecords({ from, to, entriesOf, after: cursor })).loaded;
  expect([loaded, present]).toEqual([180, 0]);
  expect(await everyVersion(to)).toEqual(await everyVersion(from));
});

test('for any record, any pages and any places where the copy is broken off, the target becomes the source', async () => {
  const history = fc
    .array(
      fc.tuple(fc.nat({ max: 5 }), fc.boolean(), fc.string({ unit: 'binary', maxLength: 5 }), fc.nat({ max: 3 })),
      { maxLength: 40 },
    )
    .map((writes) => {
      const next = new Map<number, number>();
      return writes.map(([resource, deleted, text, patient]) => {
        const versionId = (next.get(resource) ?? 0) + 1;
        next.set(resource, versionId);
        return versionOf({
          id: `r${resource}`,
          versionId: String(versionId),
          deleted,
          text: deleted ? '' : JSON.stringify({ text }),
          compartments: patient === 0 ? [] : [{ type: 'Patient', id: `p${patient}` }],
        });
      });
    });
  await fc.assert(
    fc.asyncProperty(
      history,
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.nat({ max: 3 }), { maxLength: 4 }),
      async (versions, limit, stops) => {
        const from = await storeWith(versions);
        const to = await storeWith();
        let cursor = '';
        for (const stop of stops) {
          const controller = new AbortController();
          let pages = 0;
          const onPage = (page: CopiedPage) => {
            // The cursor of the last page may be lost with the process.
            if (pages < stop) ({ cursor } = page);
            pages += 1;
            if (pages > stop) controller.abort();
          };
          await copyRecords({ from, to, entriesOf, limit, after: cursor, signal: controller.signal, onPage }).catch(
            (error) => {
              if (error.code !== 'cancelled') throw error;
            },
          );
        }
        await copyRecords({ from, to, entriesOf, limit, after: cursor });
        expect(await everyVersion(to)).toEqual(versions.map(({ entries: _, ...version }) => version));
      },
    ),
    { numRuns: 60 },
  );
});
