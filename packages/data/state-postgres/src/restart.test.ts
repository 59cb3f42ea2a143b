import { setTimeout as pause } from 'node:timers/promises';
import { isBaseplateError, type StateNamespace } from '@baseplate-epr/contracts';
import { startPostgres, type TestPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { freshSchema } from './__fixtures__/schemas.ts';
import { createPostgresStateStore } from './create-postgres-state-store.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

interface Caller {
  /** The highest number that was acknowledged, by key. */
  readonly acknowledged: Map<string, number>;
  readonly refusals: unknown[];
}

/** Raises counters of its own by compare-and-set, until told to stop. */
async function raise({ get, set }: StateNamespace, caller: Caller, key: string, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    try {
      const current = await get({ key });
      const number = Number(current?.value ?? 0);
      expect(number, 'an acknowledged write was lost').toBeGreaterThanOrEqual(caller.acknowledged.get(key) ?? 0);
      const { outcome } = await set({ key, value: String(number + 1), ifVersion: current?.version ?? null });
      if (outcome === 'written') caller.acknowledged.set(key, number + 1);
    } catch (error) {
      caller.refusals.push(error);
      await pause(10);
    }
  }
}

test.each(['fast', 'immediate'] as const)(
  'a server that stops (%s) and starts under load loses nothing that was acknowledged',
  async (mode) => {
    const schema = freshSchema();
    const stores = [1, 2].map(() => createPostgresStateStore({ connection: server.url, schema, readers: 3 }));
    for (const store of stores) await store.start(moduleContext);
    let over = false;
    const caller: Caller = { acknowledged: new Map(), refusals: [] };
    const raising = stores.flatMap((store, index) =>
      Array.from({ length: 4 }, (_, lane) =>
        raise(store.namespace({ name: 'counters' }), caller, `k-${index}-${lane}`, () => over),
      ),
    );
    const sum = () => [...caller.acknowledged.values()].reduce((total, number) => total + number, 0);
    try {
      for (let round = 0; round < 3; round += 1) {
        const before = sum();
        await expect.poll(sum, { timeout: 30_000 }).toBeGreaterThan(before + 100);
        await server.stop(mode);
        const health = await stores[0]?.health();
        expect(health).toMatchObject({
          status: 'fail',
          reason: expect.stringContaining('PostgreSQL server of the state'),
        });
        await pause(200);
        await server.start();
      }
      const before = sum();
      await expect.poll(sum, { timeout: 30_000 }).toBeGreaterThan(before + 100);
    } finally {
      over = true;
      await Promise.all(raising);
    }
    expect(caller.refusals.length, 'nobody noticed that the server was away').toBeGreaterThan(0);
    for (const refusal of caller.refusals) {
      expect(isBaseplateError(refusal) && refusal.code, String(refusal)).toBe('storage-unavailable');
      expect(String(refusal)).toMatch(/ry again|Read again/);
    }
    const { get } = stores[1]?.namespace({ name: 'counters' }) ?? {};
    for (const [key, number] of caller.acknowledged) expect((await get?.({ key }))?.value).toBe(String(number));
    expect(await stores[0]?.health()).toEqual({ status: 'pass' });
    for (const store of stores) await store.stop();
  },
  300_000,
);
