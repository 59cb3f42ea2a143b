import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { DocumentStore } from '@baseplate-epr/contracts';
import { startRelay, startS3, type TestRelay, type TestS3 } from '@baseplate-epr/testing-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { clientOf, optionsFor } from './__fixtures__/s3-subject.ts';
import { readAll, streamOf, testBytes } from './__fixtures__/test-documents.ts';
import { openBucket } from './bucket/open-bucket.ts';
import { createS3DocumentStore } from './create-s3-document-store.ts';
import type { S3DocumentsOptions } from './options.ts';
import { copyIntoPlace } from './put/copy-into-place.ts';
import { resolveOptions } from './resolve-options.ts';

const large = testBytes(12 * 1024 * 1024);
const part = 5 * 1024 * 1024;

let server: TestS3;
let relay: TestRelay;
let store: DocumentStore;
let cases = 0;
let prefix = '';

beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.close());
beforeEach(async () => {
  cases += 1;
  prefix = `put-${cases}/`;
  relay = await startRelay(server.endpoint);
});
afterEach(async () => {
  await store.stop();
  await relay.close();
});

async function start(options: Partial<S3DocumentsOptions> = {}): Promise<void> {
  store = createS3DocumentStore({ ...optionsFor(server, prefix), endpoint: relay.endpoint, ...options });
  await store.start(moduleContext);
  relay.passed.length = 0;
}

const requests = () =>
  relay.passed.map(({ method, url }) => `${method} ${url.replace(/^[^?]*\/(documents|incoming)\/.*?(\?|$)/, '$1$2')}`);

async function keysInBucket(): Promise<string[]> {
  const { Contents = [] } = await clientOf(server).send(
    new ListObjectsV2Command({ Bucket: server.bucket, Prefix: prefix }),
  );
  return Contents.map(({ Key = '' }) => Key.slice(prefix.length));
}

const uploadsUnderWay = () => readdir(join(server.folder, '_multipart'));

test('a document that fits into a part is one request', async () => {
  await start();
  const { bytes, sha256 } = testBytes(part);
  await store.put({ content: streamOf(bytes) });
  expect(requests()).toEqual(['PUT documents?x-id=PutObject']);
  expect(await keysInBucket()).toEqual([`documents/${sha256}`]);
});

test('a larger one is put together aside, copied, and taken away there', async () => {
  await start();
  expect(await store.put({ content: streamOf(large.bytes) })).toEqual({
    sha256: large.sha256,
    size: large.bytes.length,
  });
  expect(requests().map((line) => line.replace(/[0-9a-f-]{36}/, '…'))).toEqual([
    'POST incoming?uploads=',
    'PUT incoming?partNumber=1&uploadId=…&x-id=UploadPart',
    'PUT incoming?partNumber=2&uploadId=…&x-id=UploadPart',
    'PUT incoming?partNumber=3&uploadId=…&x-id=UploadPart',
    'POST incoming?uploadId=…',
    'PUT documents?x-id=CopyObject',
    'DELETE incoming?x-id=DeleteObject',
  ]);
  expect(await keysInBucket()).toEqual([`documents/${large.sha256}`]);
  expect((await readAll((await store.get({ sha256: large.sha256 })).content)).equals(large.bytes)).toBe(true);
});

test('what is larger than one request may copy is copied in steps', async () => {
  await start();
  await store.put({ content: streamOf(large.bytes) });
  const options = resolveOptions({ ...optionsFor(server, prefix), endpoint: relay.endpoint });
  const bucket = { ...openBucket(options, moduleContext), copySize: 6 * 1024 * 1024 };
  await copyIntoPlace(bucket, `${prefix}documents/${large.sha256}`, {
    sha256: 'f'.repeat(64),
    size: large.bytes.length,
  });
  bucket.close();
  const Key = `${prefix}documents/${'f'.repeat(64)}`;
  const head = await clientOf(server).send(new HeadObjectCommand({ Bucket: server.bucket, Key }));
  expect(head).toMatchObject({ ContentLength: large.bytes.length, Metadata: { size: String(large.bytes.length) } });
  expect(relay.passed.filter(({ url }) => url.includes('x-id=UploadPartCopy'))).toHaveLength(2);
  const { content } = await store.get({ sha256: 'f'.repeat(64), range: { start: 5_000_000, end: 8_000_000 } });
  expect((await readAll(content)).equals(large.bytes.subarray(5_000_000, 8_000_000))).toBe(true);
});

test('a large document that breaks off, is refused or is too large leaves nothing, nor parts of it', async () => {
  await start();
  const failure = new Error('The line went dead.');
  await expect(store.put({ content: streamOf(large.bytes, failure) })).rejects.toBe(failure);
  const other = 'a'.repeat(64);
  await expect(store.put({ content: streamOf(large.bytes), sha256: other })).rejects.toMatchObject({
    code: 'content-mismatch',
  });
  await expect(store.put({ content: streamOf(large.bytes), limit: 11_000_000 })).rejects.toMatchObject({
    code: 'limit-exceeded',
  });
  expect(relay.passed.filter(({ url }) => url.includes('UploadPart')).length).toBeGreaterThan(6);
  expect(await keysInBucket()).toEqual([]);
  expect(await uploadsUnderWay()).toEqual([]);
});

test('a large document that the store fails to copy is not acknowledged and leaves nothing', async () => {
  await start({ attempts: 1 });
  relay.intervene = ({ headers }, response) => {
    if (headers['x-amz-copy-source'] === undefined) return false;
    // As S3 does when it fails after it has begun to answer.
    const body = '<?xml version="1.0"?><Error><Code>InternalError</Code><Message>Try again.</Message></Error>';
    response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
    return true;
  };
  await expect(store.put({ content: streamOf(large.bytes) })).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect(await keysInBucket()).toEqual([]);
});

test('the stream of a put that the store fails is cancelled', async () => {
  await start({ attempts: 1 });
  relay.intervene = ({ method }, response) => {
    response.writeHead(503).end();
    return method !== undefined;
  };
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1_000_000)),
    cancel: () => {
      cancelled = true;
    },
  });
  await expect(store.put({ content: endless })).rejects.toMatchObject({ code: 'storage-unavailable' });
  expect(cancelled).toBe(true);
});

test('every object is encrypted as the options say', async () => {
  relay.adding = () => ({ 'x-amz-server-side-encryption': 'aws:kms' });
  const keyId = 'arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  await start({ encryption: { algorithm: 'aws:kms', keyId, bucketKey: true } });
  await store.put({ content: streamOf(testBytes(1_000).bytes) });
  await store.put({ content: streamOf(large.bytes) });
  const told = {
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': keyId,
    'x-amz-server-side-encryption-bucket-key-enabled': 'true',
  };
  const making = relay.passed.filter(({ url }) => /PutObject|CopyObject|uploads=/.test(url));
  expect(making).toHaveLength(3);
  for (const { headers } of making) expect(headers).toMatchObject(told);
});

test('checksums go along when the store is said to know them', async () => {
  await start();
  const { bytes, sha256 } = testBytes(1_000);
  await store.put({ content: streamOf(bytes) });
  await store.put({ content: streamOf(large.bytes) });
  const sent = relay.passed.filter(({ url }) => /PutObject|UploadPart&?/.test(url)).map(({ headers }) => headers);
  expect(sent[0]).toMatchObject({ 'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64') });
  for (const headers of sent.slice(1)) expect(headers['x-amz-checksum-crc32']).toMatch(/^[\w+/]{6}==$/);
});

test('no request has to do with newer checksums when the store does not know them', async () => {
  await start({ requestChecksumCalculation: 'WHEN_REQUIRED' });
  await store.put({ content: streamOf(large.bytes) });
  await store.put({ content: streamOf(testBytes(1_000).bytes) });
  await readAll((await store.get({ sha256: large.sha256 })).content);
  await store.delete({ sha256: large.sha256 });
  expect(relay.passed.length).toBeGreaterThan(8);
  for (const { headers } of relay.passed) {
    expect(Object.keys(headers).filter((name) => /checksum|trailer|content-encoding/.test(name))).toEqual([]);
    expect(headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
  }
});
