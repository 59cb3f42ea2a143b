import { setTimeout as pause } from 'node:timers/promises';
import { type AuditHead, type AuditLog, isBaseplateError } from '@baseplate-epr/contracts';
import { startPostgres, type TestPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { entryOf } from './__fixtures__/entries.ts';
import { moduleContext } from './__fixtures__/module-context.ts';
import { freshSchema } from './__fixtures__/schemas.ts';
import { createPostgresAuditLog } from './create-postgres-audit-log.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.close());

interface Caller {
  readonly acknowledged: Map<string, AuditHead>;
  readonly refusals: unknown[];
}

/** Appends and reads until told to stop. */
async function work(log: AuditLog, caller: Caller, lane: string, stopped: () => boolean): Promise<void> {
  for (let round = 0; !stopped(); round += 1) {
    const requestId = `${lane}-${round}`;
    const patients = [`p${round % 3}`, `q${round % 5}`];
    try {
      const { head } = await log.append({
        entries: [
          entryOf({ requestId, patients }),
          entryOf({ requestId, patients, kind: 'outcome', outcome: 'success', time: round }),
        ],
      });
      caller.acknowledged.set(requestId, head);
      if (round % 10 === 0) await log.read({ patient: 'p0', limit: 5 });
    } catch (error) {
      caller.refusals.push(error);
      await pause(10);
    }
  }
}

test.each(['fast', 'immediate'] as const)(
  'a server that stops (%s) and starts under load loses no entry that was acknowledged, and breaks no chain',
  async (mode) => {
    const schema = freshSchema();
    const logs = [1, 2].map(() => createPostgresAuditLog({ connection: server.url, schema }));
    for (const log of logs) await log.start(moduleContext);
    let over = false;
    const caller: Caller = { acknowledged: new Map(), refusals: [] };
    const working = logs.flatMap((log, index) =>
      Array.from({ length: 4 }, (_, lane) => work(log, caller, `${index}-${lane}`, () => over)),
    );
    const count = () => caller.acknowledged.size;
    try {
      for (let round = 0; round < 3; round += 1) {
        const before = count();
        await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(before + 100);
        await server.stop(mode);
        expect(await logs[0]?.health()).toMatchObject({
          status: 'fail',
          reason: expect.stringContaining('PostgreSQL server of the audit log'),
        });
        await pause(200);
        await server.start();
      }
      const before = count();
      await expect.poll(count, { timeout: 30_000 }).toBeGreaterThan(before + 100);
    } finally {
      over = true;
      await Promise.all(working);
    }
    for (const refusal of caller.refusals) {
      expect(isBaseplateError(refusal) && refusal.code, String(refusal)).toBe('storage-unavailable');
      expect(String(refusal)).toMatch(/ry again/);
    }
    const [log] = logs;
    if (log === undefined) throw new Error('There is no log.');
    const { intact, faults, entries } = await log.verify({ known: [...caller.acknowledged.values()] });
    expect({ intact, faults }).toEqual({ intact: true, faults: [] });
    expect(entries).toBeGreaterThanOrEqual(2 * count());
    for (const requestId of [...caller.acknowledged.keys()].slice(-50)) {
      expect((await log.read({ requestId, limit: 10 })).entries.length, requestId).toBe(2);
    }
    expect((await log.read({ unresolved: true, limit: 1 })).entries).toEqual([]);
    for (const each of logs) await each.stop();
  },
  300_000,
);
