import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { lostFrom, openPostgres } from './stores.ts';
import { childrenOf, newestEntry, startTrust, stopTrusts } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-killed-record-'));
const postgres = await startPostgres();
afterAll(async () => {
  await stopTrusts();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a process that serves is killed amid the hold: the flip does not wait for it, and nothing acknowledged is lost', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'killed');
  const trust = await startTrust({ data, databaseUrl: postgres.url, processes: 2 });
  const load = trust.load('load');
  await wait(1000);
  const apply = trust.begin(['apply']);
  const [victim] = childrenOf(trust.record.child.pid);
  expect(victim).toBeDefined();
  while (newestEntry(data)?.changeOvers.records?.phase !== 'holding') {
    expect(apply.child.exitCode, apply.said()).toBeNull();
    await wait(1);
  }
  process.kill(victim ?? 0, 'SIGKILL');
  expect(await apply.ended, apply.said()).toBe(0);
  expect(newestEntry(data)?.data.records.reference.package).toBe('@baseplate-epr/records-postgres');
  // The other one serves; the killed one comes again, and finds the new store by itself.
  while (!trust.record.said().includes('ended unexpectedly')) await wait(20);
  await wait(4000);
  const report = await load.stop();
  // Of the killed process the connections broke, and what was in hand on them; nothing was answered wrongly.
  const answered = report.failures.filter((failure) => !/fetch failed|other side closed|ECONNRESET/.test(failure));
  expect(answered).toEqual([]);
  const there = await openPostgres(postgres.url);
  expect(await lostFrom(there, report.acknowledged)).toEqual([]);
  await there.stop();
  const status = await trust.run(['status']);
  expect(status.answered).toContain('Open in 2 processes:');
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
