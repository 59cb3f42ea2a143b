import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateMultipartUploadCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { startRelay, startS3, type TestRelay, type TestS3 } from '@baseplate-epr/testing-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { clientOf, optionsFor } from './__fixtures__/s3-subject.ts';
import { createS3DocumentStore } from './create-s3-document-store.ts';

const hour = 60 * 60 * 1_000;
let server: TestS3;
let relay: TestRelay;

beforeEach(async () => {
  server = await startS3();
  relay = await startRelay(server.endpoint);
});
afterEach(async () => {
  await relay.close();
  await server.close();
});

async function startAndStop(): Promise<void> {
  const store = createS3DocumentStore({ ...optionsFor(server, ''), endpoint: relay.endpoint });
  await store.start(moduleContext);
  await store.stop();
}

/** Makes an object older, in the server's own files. */
async function age(key: string, hours: number): Promise<void> {
  await server.stop();
  const path = join(server.folder, 'buckets', server.bucket, 'objects', `${key}.meta.json`);
  const description: object = JSON.parse(await readFile(path, 'utf8'));
  const lastModified = new Date(Date.now() - hours * hour).toISOString();
  await writeFile(path, JSON.stringify({ ...description, lastModified }));
  await server.start();
}

test('what was left on its way more than a day ago is cleared away, what is younger and what is a document stays', async () => {
  const client = clientOf(server);
  const document = `documents/${'0'.repeat(64)}`;
  for (const Key of ['incoming/old', 'incoming/young', document]) {
    await client.send(new PutObjectCommand({ Bucket: server.bucket, Key, Body: 'half' }));
  }
  await age('incoming/old', 25);
  await age('incoming/young', 23);
  await age(document, 10_000);
  await startAndStop();
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: server.bucket }));
  expect(Contents.map(({ Key }) => Key)).toEqual([document, 'incoming/young']);
});

test('uploads that were begun more than a day ago are aborted, younger ones are not', async () => {
  const client = clientOf(server);
  const begun: { readonly Key: string; readonly UploadId: string | undefined; readonly initiated: string }[] = [];
  for (const [Key, hours] of [
    ['incoming/young', 23],
    ['incoming/old', 25],
    [`documents/${'0'.repeat(64)}`, 25],
    ['elsewhere/old', 25],
  ] as const) {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: server.bucket, Key }));
    begun.push({ Key, UploadId, initiated: new Date(Date.now() - hours * hour).toISOString() });
  }
  // The server aborts uploads, but cannot list them: the list is told in its place, as S3 does, one at a time.
  relay.intervene = ({ url = '' }, response) => {
    const { searchParams } = new URL(url, relay.endpoint);
    if (!searchParams.has('uploads')) return false;
    const prefix = searchParams.get('prefix') ?? '';
    const after = searchParams.get('upload-id-marker');
    const all = begun.filter(({ Key }) => Key.startsWith(prefix));
    const [next, ...rest] = all.slice(1 + all.findIndex(({ UploadId }) => UploadId === after));
    const upload =
      next &&
      `<Upload><Key>${next.Key}</Key><UploadId>${next.UploadId}</UploadId><Initiated>${next.initiated}</Initiated></Upload>`;
    const markers = `<NextKeyMarker>${next?.Key}</NextKeyMarker><NextUploadIdMarker>${next?.UploadId}</NextUploadIdMarker>`;
    const body = `<ListMultipartUploadsResult>${upload ?? ''}${markers}<IsTruncated>${rest.length > 0}</IsTruncated></ListMultipartUploadsResult>`;
    response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
    return true;
  };
  await startAndStop();
  const left = await readdir(join(server.folder, '_multipart'));
  expect(left.sort()).toEqual([begun[0]?.UploadId, begun[3]?.UploadId].sort());
});

test('a store that cannot list uploads is used all the same, and the log says so', async () => {
  relay.intervene = ({ url = '' }, response) => {
    if (!new URL(url, relay.endpoint).searchParams.has('uploads')) return false;
    response.writeHead(501, { 'content-type': 'application/xml' }).end('<Error><Code>NotImplemented</Code></Error>');
    return true;
  };
  const warnings: unknown[] = [];
  const logger = { ...moduleContext.logger, warn: (...told: unknown[]) => warnings.push(told) };
  const store = createS3DocumentStore({ ...optionsFor(server, ''), endpoint: relay.endpoint });
  await store.start({ ...moduleContext, logger });
  await store.stop();
  expect(warnings).toEqual([
    [expect.stringContaining('lifecycle rule'), { bucket: server.bucket, reason: 'NotImplemented' }],
  ]);
});
