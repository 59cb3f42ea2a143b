import type { RecordStore } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { type CuttingProxy, startCuttingProxy } from './__fixtures__/cutting-proxy.ts';
import { everyVersion } from './__fixtures__/digests-recomputed.ts';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { observationOf, versionOf } from './__fixtures__/versions.ts';
import { createPostgresRecordStore } from './postgres-record-store.ts';

const connection = inject('postgresUrl');
let schema: string;
let proxy: CuttingProxy;
let store: RecordStore;
beforeEach(async () => {
  schema = freshSchema();
  proxy = await startCuttingProxy(connection);
  store = createPostgresRecordStore({ connection: proxy.url, schema });
  await store.start(testContext);
  await store.commit({ epoch: 0, writes: [{ version: observationOf('p', 'a', 'pulse', 1), expect: 'absent' }] });
});
afterEach(async () => {
  await store.stop();
  await proxy.close();
  await dropSchema(connection, schema);
});

const second = { ...observationOf('p', 'a', 'pulse', 2), versionId: '2' };
const names = async () => (await everyVersion(store)).map(({ id, versionId }) => `${id}/${versionId}`);

test.each(['before', 'after'] as const)(
  'a commit whose connection breaks %s its end has reached the server is there once, and acknowledged',
  async (cut) => {
    const guard = { query: { types: [], where: { kind: 'id', ids: ['b'] } }, expect: { count: 0 } } as const;
    const writes = [
      { version: second, expect: { versionId: '1' } },
      { version: versionOf({ id: 'b' }), expect: 'absent' },
    ] as const;
    proxy.cut = cut;
    expect(await store.commit({ epoch: 0, writes, guards: [guard] })).toEqual({ outcome: 'committed' });
    expect(proxy.cut, 'nothing was cut').toBe('none');
    expect(await names()).toEqual(['a/1', 'a/2', 'b/1']);
    const { ranges } = await store.digest({ by: 'compartment', limit: 10 });
    expect(ranges).toMatchObject([{ name: 'Patient/p', versions: 2 }]);
  },
);

test.each(['before', 'after'] as const)('a load and a fence are done once as well (%s)', async (cut) => {
  proxy.cut = cut;
  const { loaded, present } = await store.load({ versions: [second, versionOf({ id: 'c' })] });
  expect(loaded + present).toBe(2);
  expect(await names()).toEqual(['a/1', 'a/2', 'c/1']);
  proxy.cut = cut;
  await store.fence({ epoch: 3, successor: 'there' });
  expect(await store.commit({ epoch: 2, writes: [] })).toMatchObject({ outcome: 'fenced', epoch: 3 });
});

test('a conflict that another writer made in between is told as one', async () => {
  proxy.cut = 'before';
  const other = createPostgresRecordStore({ connection, schema });
  await other.start(testContext);
  const theirs = { ...second, text: '{"theirs":true}' };
  const [ours, others] = await Promise.all([
    store.commit({ epoch: 0, writes: [{ version: second, expect: 'anything' }] }),
    other.commit({ epoch: 0, writes: [{ version: theirs, expect: 'anything' }] }),
  ]);
  expect([ours.outcome, others.outcome].sort()).toEqual(['committed', 'conflict']);
  expect(await names()).toEqual(['a/1', 'a/2']);
  await other.stop();
});
