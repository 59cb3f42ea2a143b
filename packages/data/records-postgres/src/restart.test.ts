import { setTimeout as pause } from 'node:timers/promises';
import { isBaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import { startPostgres, type TestPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestsOf, everyVersion } from './__fixtures__/digests-recomputed.ts';
import { freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { observationOf } from './__fixtures__/versions.ts';
import { createPostgresRecordStore } from './postgres-record-store.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

interface Load {
  readonly acknowledged: Set<string>;
  readonly refusals: unknown[];
  reads: number;
}

/** Writes and reads as fast as the store answers, until told to stop. */
function load(
  store: RecordStore,
  name: string,
  stopped: () => boolean,
): { readonly load: Load; done: Promise<unknown> } {
  const load: Load = { acknowledged: new Set(), refusals: [], reads: 0 };
  let next = 0;
  const repeat = async (step: () => Promise<void>) => {
    while (!stopped()) {
      try {
        await step();
      } catch (error) {
        load.refusals.push(error);
        await pause(10);
      }
    }
  };
  const write = () =>
    repeat(async () => {
      const id = `${name}-${next}`;
      next += 1;
      const version = observationOf('p', id, 'pulse', next);
      const { outcome } = await store.commit({ epoch: 0, writes: [{ version, expect: 'absent' }] });
      if (outcome === 'committed') load.acknowledged.add(id);
    });
  const read = () =>
    repeat(async () => {
      await store.search({ types: ['Observation'], where: { kind: 'id', ids: [`${name}-0`] }, count: 1, total: true });
      await store.read({ type: 'Observation', id: `${name}-0` });
      load.reads += 1;
    });
  return { load, done: Promise.all([write(), write(), write(), read(), read()]) };
}

test.each(['fast', 'immediate'] as const)(
  'a server that stops (%s) and starts under load loses nothing that was acknowledged',
  async (mode) => {
    const schema = freshSchema();
    const stores = [1, 2].map(() => createPostgresRecordStore({ connection: server.url, schema, readers: 4 }));
    for (const store of stores) await store.start(testContext);
    let over = false;
    const loads = stores.map((store, index) => load(store, `s${index}`, () => over));
    const counts = () => loads.map(({ load: { acknowledged, reads } }) => Math.min(acknowledged.size, reads));
    for (let round = 0; round < 3; round += 1) {
      const before = counts();
      await expect
        .poll(() => counts().every((count, index) => count > (before[index] ?? 0) + 20), { timeout: 30_000 })
        .toBe(true);
      await server.stop(mode);
      expect(await stores[0]?.health()).toMatchObject({
        status: 'fail',
        reason: expect.stringContaining('PostgreSQL'),
      });
      await pause(200);
      await server.start();
    }
    const before = counts();
    await expect
      .poll(() => counts().every((count, index) => count > (before[index] ?? 0) + 20), { timeout: 30_000 })
      .toBe(true);
    over = true;
    await Promise.all(loads.map(({ done }) => done));

    const refusals = loads.flatMap(({ load: { refusals: all } }) => all);
    expect(refusals.length, 'nobody noticed that the server was away').toBeGreaterThan(0);
    for (const refusal of refusals) {
      expect(isBaseplateError(refusal) && refusal.code, String(refusal)).toBe('storage-unavailable');
      expect(String(refusal)).toMatch(/ry again|Read again/);
    }
    const [store] = stores;
    if (store === undefined) throw new Error('There is no store.');
    const versions = await everyVersion(store);
    const present = new Set(versions.map(({ id }) => id));
    expect(present.size, 'a version is there twice').toBe(versions.length);
    for (const {
      load: { acknowledged },
    } of loads) {
      for (const id of acknowledged) expect(present.has(id), 'an acknowledged version is missing').toBe(true);
    }
    expect((await store.digest({ by: 'bucket', limit: 256 })).ranges).toEqual(digestsOf(versions));
    expect(await store.health()).toEqual({ status: 'pass' });
    for (const each of stores) await each.stop();
  },
  300_000,
);
