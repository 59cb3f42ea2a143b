import { CopyObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { DocumentStore } from '@baseplate-epr/contracts';
import { startRelay, startS3, type TestRelay, type TestS3 } from '@baseplate-epr/testing-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { clientOf, optionsFor } from './__fixtures__/s3-subject.ts';
import { readAll, streamOf, testBytes } from './__fixtures__/test-documents.ts';
import { createS3DocumentStore } from './create-s3-document-store.ts';

const { bytes, sha256 } = testBytes(3_000_000);
let server: TestS3;
let relay: TestRelay;
let store: DocumentStore;

beforeAll(async () => {
  server = await startS3();
});
afterAll(() => server.close());
beforeEach(async () => {
  relay = await startRelay(server.endpoint);
  const options = { ...optionsFor(server, 'read/'), endpoint: relay.endpoint, requestTime: 300 };
  store = createS3DocumentStore(options);
  await store.start(moduleContext);
  await store.put({ content: streamOf(bytes) });
  relay.passed.length = 0;
});
afterEach(async () => {
  await store.stop();
  await relay.close();
});

test('a whole read and a range are one request each', async () => {
  expect((await readAll((await store.get({ sha256 })).content)).equals(bytes)).toBe(true);
  const range = { start: 1_000, end: 2_000 };
  expect((await readAll((await store.get({ sha256, range })).content)).equals(bytes.subarray(1_000, 2_000))).toBe(true);
  expect(relay.passed.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=1000-1999']);
});

test('a read whose connection breaks goes on where it was', async () => {
  relay.cutAfter = 1_000_000;
  expect((await readAll((await store.get({ sha256 })).content)).equals(bytes)).toBe(true);
  expect(relay.cutAfter).toBeUndefined();
  expect(relay.passed).toHaveLength(2);
  expect(relay.passed[1]?.headers.range).toMatch(/^bytes=[1-9]\d*-2999999$/);
});

test('a read that the store does not go on with fails as unavailable, not as a shorter document', async () => {
  relay.cutAfter = 1_000_000;
  const { content } = await store.get({ sha256 });
  relay.intervene = (_, response) => {
    response.destroy();
    return true;
  };
  await expect(readAll(content)).rejects.toMatchObject({ code: 'storage-unavailable' });
});

test('a store that is silent in the middle of a read is asked again, and then given up', async () => {
  let silent = 0;
  relay.intervene = ({ method }, response) => {
    if (method !== 'GET') return false;
    silent += 1;
    response.writeHead(206, {
      'content-length': String(bytes.length - 10),
      'content-range': `bytes 10-${bytes.length - 1}/${bytes.length}`,
      'x-amz-meta-size': String(bytes.length),
    });
    response.flushHeaders();
    return true;
  };
  const { content } = await store.get({ sha256, range: { start: 10 } });
  await expect(readAll(content)).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('cannot be reached'),
  });
  expect(silent).toBe(3);
});

test('a store that does not answer at all is given up after the time allowed', async () => {
  relay.intervene = () => true;
  const begun = performance.now();
  await expect(store.head({ sha256 })).rejects.toMatchObject({ code: 'storage-unavailable' });
  const taken = performance.now() - begun;
  expect(taken).toBeGreaterThan(800);
  expect(taken).toBeLessThan(5_000);
});

test('a store that does not heed ranges is told, not believed', async () => {
  relay.intervene = (request) => {
    delete request.headers.range;
    return false;
  };
  await expect(store.get({ sha256, range: { start: 5 } })).rejects.toMatchObject({
    message: expect.stringContaining('range of bytes'),
  });
});

test('a document whose size was lost in a copy of the bucket is read, and a damaged one noticed, in parts too', async () => {
  const client = clientOf(server);
  const place = { Bucket: server.bucket, Key: `read/documents/${sha256}` };
  const CopySource = `${place.Bucket}/${place.Key}`;
  await client.send(new CopyObjectCommand({ ...place, CopySource, MetadataDirective: 'REPLACE' }));
  const range = { start: 2_999_990 };
  expect((await readAll((await store.get({ sha256, range })).content)).equals(bytes.subarray(2_999_990))).toBe(true);
  expect((await readAll((await store.get({ sha256 })).content)).equals(bytes)).toBe(true);
  await client.send(new PutObjectCommand({ ...place, Body: bytes.subarray(0, 2_999_995) }));
  await expect(store.get({ sha256, range: { start: 5, end: 10 } })).rejects.toMatchObject({ code: 'storage-corrupt' });
  await expect(readAll((await store.get({ sha256 })).content)).rejects.toMatchObject({ code: 'storage-corrupt' });
  await store.put({ content: streamOf(bytes) });
  expect((await readAll((await store.get({ sha256 })).content)).equals(bytes)).toBe(true);
});

test('who reads slowly is not cut off, nor by a stop', async () => {
  const { content } = await store.get({ sha256 });
  const reader = content.getReader();
  const first = await reader.read();
  await store.stop();
  await new Promise((resolve) => setTimeout(resolve, 400));
  reader.releaseLock();
  const rest = await readAll(content);
  expect(Buffer.concat([first.value ?? Buffer.alloc(0), rest]).equals(bytes)).toBe(true);
  expect(relay.passed).toHaveLength(1);
});

test('what is not a document is not listed', async () => {
  const client = clientOf(server);
  await client.send(new PutObjectCommand({ Bucket: server.bucket, Key: 'read/documents/notes.txt', Body: 'x' }));
  await client.send(
    new PutObjectCommand({ Bucket: server.bucket, Key: `read/documents/${'0'.repeat(64)}/x`, Body: 'x' }),
  );
  expect(await store.list({ limit: 10 })).toEqual({ documents: [{ sha256, size: bytes.length }] });
});
