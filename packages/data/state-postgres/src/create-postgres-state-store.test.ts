import type { StateStore } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { askAside, dropSchema, freshSchema } from './__fixtures__/schemas.ts';
import { createPostgresStateStore } from './create-postgres-state-store.ts';
import { postgresState } from './postgres-state-options.ts';

const connection = inject('postgresUrl');
let schema: string;
let stores: readonly StateStore[];

beforeEach(async () => {
  schema = freshSchema();
  stores = [1, 2].map(() => createPostgresStateStore({ connection, schema }));
  await Promise.all(stores.map((store) => store.start(moduleContext)));
});

afterEach(async () => {
  await Promise.all(stores.map((store) => store.stop()));
  await dropSchema(connection, schema);
});

const namespaces = (name: string, quota?: number) =>
  stores.map((store) => store.namespace({ name, ...(quota === undefined ? {} : { quota }) }));

test('the configuration factory names a module that can be loaded', async () => {
  const reference = postgresState({ connection });
  const exported: Record<string, unknown> = await import(reference.module);
  expect(exported[reference.factory]).toBe(createPostgresStateStore);
  expect(structuredClone(reference)).toEqual(reference);
});

test('options that make no sense are refused, all of them together', () => {
  const options = { connection: 'postgres://a:b@c/d', schema: 'No Schema', readers: 0 };
  expect(() => createPostgresStateStore(options)).toThrow(/holds a password.*`schema` must be.*`readers` must be/);
});

test('a counter raised by two stores on one database misses nothing, and either sees what the other has written', async () => {
  const raise = async (index: number): Promise<void> => {
    const { get, set } = namespaces('counter')[index % 2] ?? never();
    for (;;) {
      const current = await get({ key: 'k' });
      const value = String(Number(current?.value ?? 0) + 1);
      const { outcome } = await set({ key: 'k', value, ifVersion: current?.version ?? null });
      if (outcome === 'written') return;
    }
  };
  await Promise.all(Array.from({ length: 40 }, (_, index) => raise(index)));
  for (const { get } of namespaces('counter')) expect((await get({ key: 'k' }))?.value).toBe('40');
});

test('two stores do not pass a quota together', async () => {
  const [first, second] = namespaces('quota', 100);
  const writes = Array.from({ length: 40 }, (_, index) =>
    ((index % 2 === 0 ? first : second) ?? never()).set({ key: String(index).padStart(2, '0'), value: 'x'.repeat(8) }),
  );
  const settled = await Promise.allSettled(writes);
  expect(settled.filter(({ status }) => status === 'fulfilled').length).toBe(10);
});

test('a page is whole before a clear or whole after it, never between', async () => {
  const [first, second] = namespaces('clearing');
  const keys = Array.from({ length: 50 }, (_, index) => `k${index}`);
  let over = false;
  const seen = new Set<number>();
  const watch = async () => {
    while (!over) seen.add(((await second?.list({ limit: 1_000 }))?.entries ?? []).length);
  };
  const watching = watch();
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(keys.map((key) => first?.set({ key, value: 'v' })));
    expect(await first?.clear({ prefix: 'k' })).toEqual({ deleted: 50 });
  }
  over = true;
  await watching;
  expect([...seen].every((count) => count === 0 || count === 50)).toBe(true);
});

test('expired entries are swept on occasion of writes, in every namespace', async () => {
  const [other] = namespaces('other');
  await other?.set({ key: 'old', value: 'v', expiresAt: 1 });
  const [{ set } = never()] = namespaces('busy');
  for (let batch = 0; batch < 4; batch += 1) {
    await Promise.all(Array.from({ length: 250 }, () => set({ key: 'k', value: 'v' })));
  }
  await stores[0]?.stop();
  expect(await askAside(connection, `SELECT namespace FROM "${schema}".state_entry`)).toEqual([{ namespace: 'busy' }]);
  const left = await askAside(connection, `SELECT name, bytes::int FROM "${schema}".namespace`);
  expect(left).toEqual([{ name: 'busy', bytes: 2 }]);
});

test('the count of a namespace is the sum of what is in it, whatever was written, replaced, expired and deleted', async () => {
  const [first, second] = namespaces('sums', 400);
  let random = 1;
  const next = (below: number) => {
    random = (random * 48_271) % 2_147_483_647;
    return random % below;
  };
  for (let round = 0; round < 30; round += 1) {
    const calls = Array.from({ length: 20 }, () => {
      const { set, delete: remove, clear } = (next(2) === 0 ? first : second) ?? never();
      const key = `k${next(12)}`;
      const kind = next(10);
      if (kind === 0) return clear({ prefix: `k1` });
      if (kind < 3) return remove({ key });
      const expiresAt = next(3) === 0 ? { expiresAt: Date.now() + next(3) - 1 } : {};
      return set({ key, value: 'x'.repeat(next(90)), ...expiresAt });
    });
    await Promise.allSettled(calls);
  }
  const counted = `SELECT coalesce(sum(octet_length(key) + octet_length(value)), 0)::int AS bytes FROM "${schema}".state_entry`;
  const kept = `SELECT coalesce(sum(bytes), 0)::int AS bytes FROM "${schema}".namespace`;
  expect(await askAside(connection, kept)).toEqual(await askAside(connection, counted));
});

test('a store that is not started says so', async () => {
  const store = createPostgresStateStore({ connection, schema });
  const reading = store.namespace({ name: 'n' }).get({ key: 'k' });
  await expect(reading).rejects.toMatchObject({ code: 'module-unavailable' });
  expect(await store.health()).toMatchObject({ status: 'fail' });
});

function never(): never {
  throw new Error('There is no such store.');
}
