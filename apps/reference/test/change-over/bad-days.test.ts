import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { digests, lostFrom, openPostgres, openSqlite } from './stores.ts';
import { childrenOf, newestEntry, signalAmid, startTrust } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-bad-days-'));
const postgres = await startPostgres();
afterAll(async () => {
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what cannot work is said before anything moves, and a target that goes away costs nothing', {
  timeout: 240_000,
}, async () => {
  const data = join(folder, 'bad');
  // The processes that serve do not know the new database: only the command does.
  const blind = await startTrust({ data, databaseUrl: '', processes: 1 });
  const refused = await blind.run(['apply'], { DATABASE_URL: postgres.url });
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(
    /Process \d+ on .* cannot open the new record store, so nothing was moved\..*DATABASE_URL/,
  );
  expect((await blind.run(['rollback'])).answered).toContain('given up before its flip');
  const unknown = await blind.run(['plan'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect(unknown.code).toBe(1);
  expect(unknown.answered).toMatch(/One thing stands in the way; nothing will be moved:\n {2}- data\.records/);
  expect(await blind.record.stop('SIGTERM')).toBe(0);

  const trust = await startTrust({ data, databaseUrl: postgres.url, processes: 1 });
  const load = trust.load('load');
  await wait(1000);
  const first = trust.begin(['apply']);
  expect(await signalAmid(first, data, 'copying', 'SIGSTOP')).toBe(true);
  const second = await trust.run(['apply']);
  expect([second.code, second.said]).toEqual([
    1,
    expect.stringContaining('Another process is changing data.records over'),
  ]);
  first.child.kill('SIGCONT');
  expect(await first.ended).not.toBeNull();
  if (newestEntry(data)?.changeOvers.records?.phase === 'mirroring') {
    expect((await trust.run(['rollback'])).code).toBe(0);
    expect((await trust.run(['apply', '--finish'])).code).toBe(0);
  } else expect((await trust.run(['rollback'])).code).toBe(0);
  const report = await load.stop();
  expect(report.failures).toEqual([]);
  const here = await openSqlite(data);
  expect(await lostFrom(here, report.acknowledged)).toEqual([]);
  await here.stop();
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});

test('a process that stands still through the flip wakes, writes nothing to the old store and reads nothing old', {
  timeout: 240_000,
}, async () => {
  const other = await startPostgres();
  try {
    const data = join(folder, 'frozen');
    const trust = await startTrust({ data, databaseUrl: other.url, processes: 2 });
    const load = trust.load('load');
    await wait(1000);
    const [frozen] = childrenOf(trust.record.child.pid);
    process.kill(frozen ?? 0, 'SIGSTOP');
    const applied = await trust.run(['apply']);
    expect(applied.code, applied.said).toBe(0);
    await wait(1000);
    process.kill(frozen ?? 0, 'SIGCONT');
    await wait(1500);
    const report = await load.stop();
    // What it had in hand when it was stopped may have run out of time by then (a wait for SQLite's lock, for a connection): 503, try again.
    expect(report.failures.filter((failure) => !/: 503 .*transient/.test(failure))).toEqual([]);
    expect(report.failures.length).toBeLessThan(5);
    expect(report.max).toBeGreaterThan(1000);
    const there = await openPostgres(other.url);
    const here = await openSqlite(data);
    expect(await lostFrom(there, report.acknowledged)).toEqual([]);
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
