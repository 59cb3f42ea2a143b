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
import { newestEntry, source, startTrust } from './trust.ts';

const folder = mkdtempSync(join(tmpdir(), 'baseplate-documents-moved-'));
const [postgres, s3] = await Promise.all([startPostgres(), startS3({ kind: 's3rver' })]);
afterAll(async () => {
  await Promise.all([postgres.close(), s3.close()]);
  rmSync(folder, { recursive: true, force: true });
});
const everything = fileURLToPath(new URL('./__fixtures__/small.everything.config.ts', import.meta.url));

test('documents go to S3 and the record to PostgreSQL by one apply, and both come back by one rollback', {
  timeout: 240_000,
}, async () => {
  const data = join(folder, 'moved');
  const environment = {
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY: s3.credentials.accessKeyId,
    S3_SECRET_KEY: s3.credentials.secretAccessKey,
  };
  const trust = await startTrust({
    data,
    databaseUrl: postgres.url,
    processes: 2,
    environment,
    target: everything,
  });
  const first = trust.load('first');
  await wait(2500);
  const applied = await trust.run(['apply']);
  expect(applied.code, `${applied.said}\n${applied.answered}`).toBe(0);
  expect(applied.answered).toMatch(/data\.documents: \d+ documents were taken over\.\n {2}Both stores were the same/);
  await wait(1000);
  const during = await first.stop();
  expect(during.failures).toEqual([]);
  const entry = newestEntry(data);
  expect(entry?.data.records.reference.package).toBe('@baseplate-epr/records-postgres');
  expect(entry?.data.documents.reference.package).toBe('@baseplate-epr/documents-s3');
  const there = await openPostgres(postgres.url);
  expect(await lostFrom(there, during.acknowledged)).toEqual([]);
  await there.stop();

  const second = trust.load('second');
  await wait(1000);
  const back = await trust.run(['rollback']);
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
  await expect.poll(async () => await sizesIn(objects), { timeout: 10_000 }).toEqual(await sizesIn(files));
  await files.stop();
  await objects.stop();
  const token = await systemToken(data, trust.url, source);
  const binaries = acknowledged.filter(([key]) => key.startsWith('Binary/'));
  for (const [key] of binaries) expect((await send(trust.url, token, `/${key}`)).status, key).toBe(200);
  expect(await trust.record.stop('SIGTERM')).toBe(0);
});
