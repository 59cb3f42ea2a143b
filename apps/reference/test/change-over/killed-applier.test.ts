import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { lostFrom, openPostgres, openSqlite } from './stores.ts';
import { killAmid, newestEntry, startTrust, stopTrusts } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-killed-applier-'));
const postgres = await startPostgres();
afterAll(async () => {
  await stopTrusts();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the applier is killed in every phase, forwards and back: writes go on, and it is resumed', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'killed');
  const trust = await startTrust({ data, databaseUrl: postgres.url, processes: 2 });
  const load = trust.load('load');
  await wait(1000);
  const inForce = () => newestEntry(data)?.data.records.reference.package;
  const settled = async () => {
    while (newestEntry(data)?.changeOvers.records?.applier !== undefined) await wait(20);
  };
  for (const phase of ['copying', 'following', 'holding']) {
    expect(await killAmid(trust.begin(['apply']), data, phase), phase).toBe(true);
    await settled();
    expect([phase, inForce()]).toEqual([phase, '@baseplate-epr/records-sqlite']);
    expect(newestEntry(data)?.changeOvers.records?.phase).toBe('copying');
  }
  expect((await trust.run(['status'])).answered).toContain('Begun and left');
  // After the flip both hold the same, and the new one is named: it goes on there.
  expect(await killAmid(trust.begin(['apply']), data, 'flipped')).toBe(true);
  await settled();
  expect(newestEntry(data)?.changeOvers.records?.phase).toBe('mirroring');
  expect(inForce()).toBe('@baseplate-epr/records-postgres');
  expect((await trust.run(['apply'])).code).toBe(0);

  for (const phase of ['following', 'holding']) {
    expect(await killAmid(trust.begin(['rollback']), data, phase), phase).toBe(true);
    await settled();
    expect([phase, inForce()]).toEqual([phase, '@baseplate-epr/records-postgres']);
    expect(newestEntry(data)?.changeOvers.records?.phase).toBe('mirroring');
  }
  const back = await trust.run(['rollback']);
  expect(back.code, back.said).toBe(0);
  await wait(500);
  const report = await load.stop();
  expect(report.failures).toEqual([]);
  expect(report.writes).toBeGreaterThan(100);
  const here = await openSqlite(data);
  expect(await lostFrom(here, report.acknowledged)).toEqual([]);
  await here.stop();
  const there = await openPostgres(postgres.url);
  expect((await there.digest({ by: 'bucket', limit: 1 })).ranges).not.toEqual([]);
  await there.stop();
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
