import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { digests, lostFrom, openPostgres, openSqlite } from './stores.ts';
import { entriesOf, newestEntry, signalAmid, startTrust, stopTrusts } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-paused-'));
const postgres = await startPostgres();
afterAll(async () => {
  await stopTrusts();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a command that is paused amid the hold is gone on without; when it wakes it changes nothing, and says so', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'paused');
  const trust = await startTrust({ data, databaseUrl: postgres.url, processes: 2 });
  const load = trust.load('load');
  await wait(1000);
  const paused = trust.begin(['apply']);
  expect(await signalAmid(paused, data, 'holding', 'SIGSTOP')).toBe(true);
  const began = performance.now();
  while (newestEntry(data)?.changeOvers.records?.applier !== undefined) await wait(20);
  // Three seconds of silence, and time for a busy machine; then writes go on.
  expect(performance.now() - began).toBeLessThan(10_000);
  const settled = newestEntry(data);
  expect(settled?.changeOvers.records?.phase).toBe('copying');
  await wait(2000);
  paused.child.kill('SIGCONT');
  expect(await paused.ended).toBe(1);
  expect(paused.said()).toContain('stood still for so long that the others went on without it. Nothing was lost');
  expect(newestEntry(data)).toEqual(settled);
  expect(settled?.data.records.reference.package).toBe('@baseplate-epr/records-sqlite');

  const applied = await trust.run(['apply']);
  expect(applied.code, applied.said).toBe(0);
  await wait(500);
  const report = await load.stop();
  expect(report.failures).toEqual([]);
  const [here, there] = [await openSqlite(data), await openPostgres(postgres.url)];
  expect(await lostFrom(there, report.acknowledged)).toEqual([]);
  while ((await digests(here)) !== (await digests(there))) await wait(100);
  await here.stop();
  await there.stop();
  expect(entriesOf(data).filter(({ changeOvers }) => changeOvers.records?.phase === 'flipped')).toHaveLength(1);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
