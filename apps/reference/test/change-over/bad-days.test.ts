import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { digests, lostFrom, openPostgres, openSqlite } from './stores.ts';
import { childrenOf, newestEntry, signalAmid, startTrust, stopTrusts } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-bad-days-'));
const postgres = await startPostgres();
afterAll(async () => {
  await stopTrusts();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what cannot work is said before anything moves, and a target that goes away costs nothing', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'bad');
  // The processes that serve do not know the new database: only the command does.
  const blind = await startTrust({ data, databaseUrl: '', processes: 1 });
  const refused = await blind.run(['apply'], { DATABASE_URL: postgres.url });
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(
    /Process \d+ on .* cannot open the new record store, so data\.records was not moved\..*DATABASE_URL/,
  );
  expect((await blind.run(['rollback'])).answered).toContain('given up before its flip');
  const unknown = await blind.run(['plan'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(unknown.code).toBe(1);
  expect(unknown.answered).toMatch(/1 thing stands in the way; nothing will be moved:\n {2}- data\.records/);
  expect(await blind.record.stop('SIGTERM')).toBe(0);

  const trust = await startTrust({ data, databaseUrl: postgres.url, processes: 1 });
  const load = trust.load('load');
  await wait(1000);
  // PostgreSQL goes away amid the copy, and comes back.
  const cut = trust.begin(['apply']);
  expect(await signalAmid(cut, data, 'copying', 'SIGSTOP')).toBe(true);
  await postgres.stop('immediate');
  cut.child.kill('SIGCONT');
  expect(await cut.ended).not.toBe(0);
  expect(newestEntry(data)?.data.records.reference.package).toBe('@baseplate-epr/records-sqlite');
  await postgres.start();
  const resumed = await trust.run(['apply']);
  expect(resumed.code, resumed.said).toBe(0);
  expect((await trust.run(['rollback'])).code).toBe(0);
  const report = await load.stop();
  expect(report.failures).toEqual([]);
  const here = await openSqlite(data);
  expect(await lostFrom(here, report.acknowledged)).toEqual([]);
  await here.stop();
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});

test('a process that stands still through the flip wakes, writes nothing to the old store and reads nothing old', {
  timeout: 300_000,
}, async () => {
  const other = await startPostgres();
  try {
    const data = join(folder, 'frozen');
    const trust = await startTrust({ data, databaseUrl: other.url, processes: 2 });
    const before = trust.load('before');
    await wait(1000);
    const known = await before.stop();
    expect(known.failures).toEqual([]);
    // At rest: a process that is stopped amid a write holds SQLite's locks, of the audit too, and then nobody writes anywhere.
    await wait(500);
    const [frozen] = childrenOf(trust.record.child.pid);
    process.kill(frozen ?? 0, 'SIGSTOP');
    const applied = await trust.run(['apply']);
    expect(applied.code, applied.said).toBe(0);
    // What comes to it meanwhile waits in its socket; it answers when it wakes.
    const load = trust.load('load');
    await wait(1500);
    process.kill(frozen ?? 0, 'SIGCONT');
    await wait(1500);
    const report = await load.stop();
    expect(report.failures).toEqual([]);
    expect(report.max).toBeGreaterThan(1000);
    const there = await openPostgres(other.url);
    const here = await openSqlite(data);
    expect(await lostFrom(there, [...known.acknowledged, ...report.acknowledged])).toEqual([]);
    while ((await digests(here)) !== (await digests(there))) await wait(100);

    // PostgreSQL goes away: the way back says so and holds nothing; with PostgreSQL back it works.
    await other.stop('immediate');
    const away = await trust.run(['rollback']);
    expect(away.code).toBe(1);
    expect(newestEntry(data)?.changeOvers.records?.phase).toBe('mirroring');
    await other.start();
    const back = await trust.run(['rollback']);
    expect(back.code, back.said).toBe(0);
    await here.stop();
    await there.stop();
    expect(await trust.record.stop('SIGTERM')).toBe(0);
  } finally {
    await other.close();
  }
});
