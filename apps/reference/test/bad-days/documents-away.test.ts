import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startS3, type TestS3 } from '@baseplate-epr/testing-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemToken } from '../crash/crash-round.ts';
import { type BaseplateProcess, runBaseplate } from '../start/run-baseplate.ts';
import { type DocumentLoad, downloadBinary, startDocumentLoad } from './document-load.ts';

/** How long the store of the documents is away. `S3_AWAY_SECONDS=60` makes it a minute. */
const away = Number(process.env.S3_AWAY_SECONDS ?? 4) * 1_000;

const configuration = fileURLToPath(new URL('./__fixtures__/small-s3.config.ts', import.meta.url));
let data: string;
let server: TestS3;
let record: BaseplateProcess | undefined;
let load: DocumentLoad | undefined;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'baseplate-bad-days-'));
  server = await startS3();
});
afterEach(async () => {
  await load?.stop();
  await record?.stop('SIGKILL');
  await server.close();
  rmSync(data, { recursive: true, force: true });
});

const environment = (): Readonly<Record<string, string>> => ({
  S3_ENDPOINT: server.endpoint,
  S3_BUCKET: server.bucket,
  S3_ACCESS_KEY_ID: server.credentials.accessKeyId,
  S3_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
});

test('S3 away under load: documents answer 503 in words, everything else goes on, nothing acknowledged is lost', {
  timeout: 120_000 + away,
}, async () => {
  record = runBaseplate(['start'], { data, configuration, environment: environment() });
  const url = await record.ready;
  const token = await systemToken(data, url, { configuration: configuration });
  load = startDocumentLoad(url, token);
  const { writes, reads, uploads, downloads, acknowledged } = load;
  while (acknowledged.size < 12) await wait(20);
  expect([...uploads.statuses, ...downloads.statuses].filter((status) => status >= 300)).toEqual([]);

  await server.stop();
  await wait(300);
  const before = { writes: writes.statuses.length, uploads: uploads.statuses.length };
  await wait(away / 2);
  const health = await fetch(`${url}/health`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'warn' }]);
  await wait(away / 2);
  expect(writes.statuses.length).toBeGreaterThan(before.writes + 10);
  expect(uploads.statuses.slice(before.uploads)).toContain(503);
  const kept = acknowledged.size;
  await server.start();
  while (acknowledged.size < kept + 12) await wait(20);
  await load.stop();

  // Everything else: not one request that failed.
  expect(new Set([...writes.statuses, ...reads.statuses])).toEqual(new Set([200, 201]));
  expect([...writes.broken, ...reads.broken, ...uploads.broken]).toEqual([]);
  // A download that had begun may be cut off, so that nobody takes it for whole.
  expect(downloads.broken.filter((text) => !text.includes('terminated'))).toEqual([]);
  // Documents: their own success, or 503 that says what to do.
  expect(new Set(uploads.statuses)).toEqual(new Set([201, 503]));
  expect(new Set(downloads.statuses)).toEqual(new Set([200, 503]));
  for (const text of [...uploads.told, ...downloads.told]) {
    expect(JSON.parse(text)).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ code: 'transient', diagnostics: expect.stringContaining('cannot reach its data at the moment') }],
    });
  }
  expect(Math.max(uploads.slowest, downloads.slowest)).toBeLessThan(20_000);
  const healthy = await fetch(`${url}/health`);
  expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'pass' }]);

  const lost: string[] = [];
  for (const [id, bytes] of acknowledged) {
    const response = await downloadBinary(url, token, id);
    if (!response.ok || !Buffer.from(await response.arrayBuffer()).equals(bytes))
      lost.push(`${id}: ${response.status}`);
  }
  expect(lost).toEqual([]);
  expect(await record.stop('SIGTERM')).toBe(0);
});

test('a record whose S3 store is away, or whose bucket is missing, says so at its start', {
  timeout: 120_000,
}, async () => {
  const missing = runBaseplate(['start'], {
    data,
    configuration,
    environment: { ...environment(), S3_BUCKET: 'not-there' },
  });
  expect(await missing.ended).not.toBe(0);
  expect(missing.said()).toContain('There is no such bucket.');
  await server.stop();
  const unreachable = runBaseplate(['start'], { data, configuration, environment: environment() });
  expect(await unreachable.ended).not.toBe(0);
  expect(unreachable.said()).toContain('The store cannot be reached.');
});
