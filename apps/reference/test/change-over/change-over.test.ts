import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { checkAnswers } from '@baseplate-epr/record';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { afterAll, expect, test } from 'vitest';
import { digests, lostFrom, openPostgres, openSqlite } from './stores.ts';
import { newestEntry, startTrust, stopTrusts } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-change-over-'));
const postgres = await startPostgres();
afterAll(async () => {
  await stopTrusts();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the record moves from SQLite to PostgreSQL under load, and back with what was written since', {
  timeout: 480_000,
}, async () => {
  const options = { data: join(folder, 'moved'), databaseUrl: postgres.url, processes: 2 };
  const trust = await startTrust(options);
  const { data, record } = trust;
  const plan = await trust.run(['plan']);
  expect(plan, plan.said).toMatchObject({ code: 0 });
  expect(plan.answered).toMatch(/data\.records: .*records-sqlite.* → .*records-postgres/);

  const first = trust.load('first');
  await wait(1500);
  const applied = await trust.run(['apply']);
  expect(applied.code, applied.said).toBe(0);
  expect(applied.answered).toContain('Both stores were the same at the flip');
  await wait(1000);
  const during = await first.stop();
  expect(during.failures).toEqual([]);
  const there = await openPostgres(postgres.url);
  expect(await lostFrom(there, during.acknowledged)).toEqual([]);
  const status = await trust.run(['status']);
  expect(status.answered).toMatch(/In force \(epoch 2\):\n(.*\n)?.*data\.records .*records-postgres/);
  expect(status.answered).toContain('Open in 2 processes:');

  // What was applied is true after a restart, whatever the file says: it names SQLite.
  expect(await record.stop('SIGTERM')).toBe(0);
  const again = await startTrust({ ...options, port: new URL(trust.url).port });
  expect(again.record.said()).toContain('records-postgres (DATABASE_URL baseplate_records) is in force');
  const second = again.load('second');
  await wait(1500);
  const back = await again.run(['rollback']);
  expect(back.code, back.said).toBe(0);
  await wait(1000);
  const after = await second.stop();
  expect(after.failures).toEqual([]);
  const here = await openSqlite(data);
  expect(await lostFrom(here, [...during.acknowledged, ...after.acknowledged])).toEqual([]);
  // PostgreSQL is kept like SQLite now, for the way back of the way back.
  while ((await digests(here)) !== (await digests(there))) await wait(100);
  // Neither way has brought anything in another order, or left it where no search finds it.
  expect((await checkAnswers({ left: here, right: there, verbatim: true })).faults).toEqual([]);
  await here.stop();
  await there.stop();
  expect((await again.run(['apply', '--finish'])).code).toBe(0);
  // Who has read all changes of PostgreSQL goes on in SQLite, with or without a way back.
  expect(newestEntry(data)?.passages).toMatchObject([{ to: 1, endedAt: expect.any(String) }]);
  expect((await again.run(['rollback'])).said).toContain('There is no change-over');
  const refused = await again.run(['apply']);
  expect(refused.code).toBe(1);
  expect(refused.answered).toContain('it holds something already');
  expect(await again.record.stop('SIGTERM')).toBe(0);
});
