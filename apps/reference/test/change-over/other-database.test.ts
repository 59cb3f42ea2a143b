import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { runBaseplate } from '../start/run-baseplate.ts';
import { newestEntry, source, startTrust, stopTrusts, toPostgres } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-other-database-'));
const postgres = await startPostgres();
afterAll(async () => {
  await stopTrusts();
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
});

async function anotherDatabase(): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('CREATE DATABASE another');
  await client.end();
  return postgres.url.replace(/\/postgres$/, '/another');
}

test('DATABASE_URL that leads to another database than the one that was applied is noticed, by a command and at the start', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'record');
  const other = await anotherDatabase();
  const options = { data, databaseUrl: postgres.url, processes: 1 };
  const trust = await startTrust(options);
  const astray = await trust.run(['apply'], { DATABASE_URL: other });
  expect(astray.code).toBe(1);
  expect(astray.said).toMatch(/Process \d+ on .* names is another store than the one that this command has opened/);
  expect(newestEntry(data)?.data.records.reference.package).toBe('@baseplate-epr/records-sqlite');
  // The other database is known as the target now, so it is given up first.
  expect((await trust.run(['rollback'])).code).toBe(0);
  const applied = await trust.run(['apply']);
  expect(applied.code, applied.said).toBe(0);
  // Whoever only reads is told so too, before anything is written.
  const written = join(folder, 'written');
  const elsewhere = { DATABASE_URL: other };
  const reads = [
    ['export', '--everything', written],
    ['backup', written],
    ['reconcile', '--from', source, '--to', toPostgres, '--out', written],
  ];
  for (const words of reads) {
    const { code, said } = await trust.run(words, elsewhere);
    expect([code, said]).toEqual([
      1,
      expect.stringContaining('leads to another store now than the one that was applied'),
    ]);
  }
  expect(existsSync(written)).toBe(false);
  expect(await trust.record.stop('SIGTERM')).toBe(0);

  const lost = runBaseplate(['start'], { data, configuration: source, environment: { DATABASE_URL: other } });
  expect(await lost.ended).toBe(1);
  expect(lost.said()).toMatch(
    /data\.records: .*DATABASE_URL baseplate_records\) leads to another store now than the one that was applied\..*point it back/,
  );
  const again = await startTrust(options);
  expect(newestEntry(data)?.data.records.reference.package).toBe('@baseplate-epr/records-postgres');
  expect(await again.record.stop('SIGTERM')).toBe(0);
});
