import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { startS3 } from '@baseplate-epr/testing-s3';
import { afterAll, expect, test } from 'vitest';
import { send, systemToken } from '../crash/crash-round.ts';
import { lostFrom, openFiles, openPostgres, openS3, openSqlite, sizesIn } from './stores.ts';
import { newestEntry, source, startTrust, stopTrusts } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-documents-moved-'));
const [postgres, s3] = await Promise.all([startPostgres(), startS3({ kind: 's3rver' })]);
afterAll(async () => {
  await stopTrusts();
  await Promise.all([postgres.close(), s3.close()]);
  rmSync(folder, { recursive: true, force: true });
});
const everything = fileURLToPath(new URL('./__fixtures__/small.everything.config.ts', import.meta.url));

const named = (name: string) => `@baseplate-epr/${name}`;

test('documents go to S3, record, audit and state to PostgreSQL by one apply, and all come back by one rollback', {
  timeout: 300_000,
}, async () => {
  const data = join(folder, 'moved');
  const environment = {
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY: s3.credentials.accessKeyId,
    S3_SECRET_KEY: s3.credentials.secretAccessKey,
  };
  const options = { data, databaseUrl: postgres.url, processes: 2, environment, target: everything };
  const trust = await startTrust(options);
  const first = trust.load('first');
  await wait(2500);
  const applied = await trust.run(['apply']);
  expect(applied.code, `${applied.said}\n${applied.answered}`).toBe(0);
  expect(applied.answered).toMatch(/data\.documents: \d+ documents were taken over\.\n {2}Both stores were the same/);
  await wait(1000);
  const during = await first.stop();
  expect(during.failures).toEqual([]);
  const inForce = () => Object.values(newestEntry(data)?.data ?? {}).map(({ reference }) => reference.package);
  expect(inForce().sort()).toEqual(['audit-postgres', 'documents-s3', 'records-postgres', 'state-postgres'].map(named));
  const there = await openPostgres(postgres.url);
  expect(await lostFrom(there, during.acknowledged)).toEqual([]);
  await there.stop();

  expect(await trust.record.stop('SIGTERM')).toBe(0);
  const doctor = await trust.run(['doctor']);
  expect(doctor.answered).toContain('Audit chain: whole');

  const again = await startTrust({ ...options, port: new URL(trust.url).port });
  const second = again.load('second');
  await wait(1000);
  const back = await again.run(['rollback']);
  expect(back.code, back.said).toBe(0);
  await wait(1000);
  const after = await second.stop();
  expect(after.failures).toEqual([]);
  const acknowledged = [...during.acknowledged, ...after.acknowledged];
  const here = await openSqlite(data);
  expect(await lostFrom(here, acknowledged)).toEqual([]);
  await here.stop();
  const files = await openFiles(data);
  const objects = await openS3(s3);
  expect((await sizesIn(files)).size).toBeGreaterThan(5);
  await expect.poll(async () => await sizesIn(objects), { timeout: 30_000 }).toEqual(await sizesIn(files));
  await files.stop();
  await objects.stop();
  const token = await systemToken(data, again.url, { configuration: source });
  expect(inForce().sort()).toEqual(
    ['audit-sqlite', 'documents-filesystem', 'records-sqlite', 'state-sqlite'].map(named),
  );
  const binaries = acknowledged.filter(([key]) => key.startsWith('Binary/'));
  for (const [key] of binaries) expect((await send(again.url, token, `/${key}`)).status, key).toBe(200);
  // What S3 alone still has was deleted, by a process that was killed before it could say so there.
  const orphans = await openS3(s3);
  const { sha256 } = await orphans.put({ content: ReadableStream.from([new TextEncoder().encode('deleted')]) });
  const finished = await again.run(['apply', '--finish']);
  expect(finished.code, finished.said).toBe(0);
  expect(finished.answered.match(/is left as it is/g)).toHaveLength(4);
  expect(finished.answered).not.toContain('may still be in it');
  expect(await orphans.head({ sha256 })).toBeUndefined();
  await orphans.stop();
  expect(await again.record.stop('SIGTERM')).toBe(0);
  const last = await again.run(['doctor']);
  expect(last.answered).toContain('Audit chain: whole');
});
