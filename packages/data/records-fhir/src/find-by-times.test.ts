import type { RecordStore } from '@baseplate-epr/contracts';
import { afterEach, expect, test } from 'vitest';
import { type SmallServer, startSmallServer } from './__fixtures__/small-server/small-server.ts';
import { kitTypes, smallStore } from './__fixtures__/small-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';

const servers: SmallServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

function write(store: RecordStore, id: string, versionId = '1', family = id) {
  const text = JSON.stringify({ resourceType: 'Patient', id, name: [{ family }] });
  const version = {
    type: 'Patient',
    id,
    versionId,
    lastUpdated: 0,
    deleted: false,
    compartments: [],
    entries: [],
    text,
  };
  return store.commit({ epoch: 1, writes: [{ version, expect: 'anything' }] });
}

test('searches go by the times that the store is told, of what is there and of what comes, and nothing else does', async () => {
  const server = await startSmallServer({ types: kitTypes });
  servers.push(server);
  const store = smallStore(server.url);
  await store.start(testContext);
  for (const id of ['a', 'b', 'c']) await write(store, id);
  const found = async (operator: '<' | '>=', value: number) => {
    const where = { kind: 'lastUpdated', bounds: [{ end: 'low', operator, value }] } as const;
    const sort = [{ parameter: '_lastUpdated', entry: 'date', direction: 'ascending' }] as const;
    const { matches } = await store.search({ types: ['Patient'], where, sort, count: 9 });
    // What is found shows the time that stands in its text.
    for (const match of matches) expect(match).toEqual(await store.read({ type: match.type, id: match.id }));
    return matches.map(({ id }) => id).join('');
  };
  const own = await store.read({ type: 'Patient', id: 'b' });
  const digest = await store.digest({ by: 'bucket', limit: 256 });
  const times = new Map([
    ['a/1', 3000],
    ['b/1', 1000],
    ['c/1', 2000],
    ['d/1', 500],
  ]);
  await store.findByTimes?.({
    timeOf: ({ id, versionId, lastUpdated }) => times.get(`${id}/${versionId}`) ?? lastUpdated,
  });
  expect(await found('<', 3000)).toBe('bc');
  expect(await found('>=', 2000)).toBe('ca');
  await write(store, 'd');
  await write(store, 'c', '2', 'another');
  expect(await found('<', 4000)).toBe('dba');

  expect(await store.read({ type: 'Patient', id: 'b' })).toEqual(own);
  const { versions } = await store.history({ scope: { type: 'Patient', id: 'b' }, count: 9 });
  expect(versions).toEqual([own]);
  expect((await store.changes({ limit: 1 })).versions.map(({ lastUpdated }) => lastUpdated)).not.toContain(3000);
  const again = smallStore(server.url);
  await again.start(testContext);
  expect(await store.digest({ by: 'bucket', limit: 256 })).toEqual(await again.digest({ by: 'bucket', limit: 256 }));
  expect(await again.digest({ by: 'bucket', limit: 256 })).not.toEqual(digest);

  // Told other times, it forgets the first.
  await store.findByTimes?.({ timeOf: ({ lastUpdated }) => lastUpdated });
  expect(await found('<', 4000)).toBe('');
  for (const one of [store, again]) await one.stop();
});
