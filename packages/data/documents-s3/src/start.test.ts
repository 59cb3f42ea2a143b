import { inspect } from 'node:util';
import type { DocumentStore } from '@baseplate-epr/contracts';
import { startRelay, startS3, type TestRelay, type TestS3 } from '@baseplate-epr/testing-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { optionsFor } from './__fixtures__/s3-subject.ts';
import { createS3DocumentStore } from './create-s3-document-store.ts';
import type { S3DocumentsOptions } from './options.ts';
import { s3Documents } from './s3-documents.ts';

let server: TestS3;
let strict: TestS3;
let relay: TestRelay;
let store: DocumentStore | undefined;

beforeAll(async () => {
  server = await startS3();
  strict = await startS3({ kind: 's3rver' });
});
afterAll(async () => {
  await server.close();
  await strict.close();
});
beforeEach(async () => {
  relay = await startRelay(server.endpoint);
});
afterEach(async () => {
  await store?.stop();
  store = undefined;
  await relay.close();
});

/** Starts a store behind the relay. */
async function start(options: Partial<S3DocumentsOptions> = {}): Promise<void> {
  store = createS3DocumentStore({ ...optionsFor(server, 'start/'), endpoint: relay.endpoint, ...options });
  await store.start(moduleContext);
}

test('the configuration factory names a module that can be loaded', async () => {
  const reference = s3Documents({ bucket: 'riverside-documents' });
  const exported: Record<string, unknown> = await import(reference.module);
  expect(exported[reference.factory]).toBe(createS3DocumentStore);
  expect(JSON.parse(JSON.stringify(reference))).toEqual(reference);
});

test('options that make no sense are refused, all of them together', () => {
  const create = () =>
    createS3DocumentStore({
      bucket: 'Not A Bucket',
      prefix: '../elsewhere/',
      endpoint: 'https://user:secret@s3.trust.example',
      attempts: 0,
      partSize: 1_000,
      credentials: { accessKeyId: { secret: '' }, secretAccessKey: { secret: 'X' } },
    });
  expect(create).toThrow(/`bucket`.*`prefix`.*`endpoint`.*`credentials`.*`attempts`.*`partSize`/);
  expect(create).not.toThrow(/secret@/);
});

test.each([['record'], ['/record/'], ['a//b/'], ['a/../b/'], ['./'], ['a b/'], ['é/']])(
  'the prefix %s is refused',
  (prefix) => {
    expect(() => createS3DocumentStore({ bucket: 'riverside-documents', prefix })).toThrow('`prefix`');
  },
);

test('a bucket that is not there is told at the start', async () => {
  await expect(start({ bucket: 'another-bucket' })).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('There is no such bucket.'),
  });
});

test('a store that cannot be reached is told at the start', async () => {
  await expect(start({ endpoint: 'http://127.0.0.1:9' })).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('The store cannot be reached.'),
  });
});

test('https where the store speaks http is told at the start', async () => {
  const endpoint = relay.endpoint.replace('http:', 'https:');
  await expect(start({ endpoint })).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('names https where the store speaks http'),
  });
});

test('credentials that are wrong are told at the start, and stand in no error', async () => {
  process.env.TEST_S3_WRONG = 'a-secret-that-nobody-should-read';
  const { credentials } = optionsFor(strict, '');
  const wrong = { accessKeyId: { secret: 'TEST_S3_ACCESS_KEY' }, secretAccessKey: { secret: 'TEST_S3_WRONG' } };
  expect(credentials).not.toEqual(wrong);
  const error: unknown = await start({ endpoint: strict.endpoint, credentials: wrong }).catch((caught) => caught);
  expect(error).toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('refused the credentials'),
  });
  expect(inspect(error, { depth: 20 })).not.toMatch(/a-secret|S3RVER|Signature=/);
});

test('credentials that are not in the environment are told at the start, all of them together', async () => {
  const missing = { accessKeyId: { secret: 'TEST_S3_NOWHERE' }, secretAccessKey: { secret: 'TEST_S3_NEVER' } };
  await expect(start({ credentials: missing })).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringMatching(/TEST_S3_NOWHERE and TEST_S3_NEVER, .* are not set/),
  });
});

test('rights that are missing are told at the start', async () => {
  relay.intervene = ({ method }, response) => {
    if (method !== 'PUT') return false;
    const body = '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';
    response.writeHead(403, { 'content-type': 'application/xml' }).end(body);
    return true;
  };
  await expect(start()).rejects.toMatchObject({
    code: 'storage-unavailable',
    message: expect.stringContaining('The credentials may not do this.'),
    details: { name: 'AccessDenied', status: 403 },
  });
});

test('a store that does not confirm the encryption it was told is refused', async () => {
  await expect(start({ encryption: { algorithm: 'AES256' } })).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringContaining('does not confirm the encryption AES256'),
  });
});

test('a store that gives back other bytes than were written is refused', async () => {
  let probed = false;
  relay.intervene = ({ method, url }, response) => {
    if (method !== 'GET' || url?.includes('/incoming/') !== true) return false;
    probed = true;
    response.writeHead(200, { 'x-amz-meta-size': '50' }).end('32;chunk-signature=0\r\nWritten to see');
    return true;
  };
  await expect(start()).rejects.toMatchObject({
    code: 'configuration-invalid',
    message: expect.stringContaining('requestChecksumCalculation'),
  });
  expect(probed).toBe(true);
});

test('nothing is left of what was written to try', async () => {
  await start();
  expect(relay.passed.filter(({ method, url }) => method === 'DELETE' && url.includes('/incoming/'))).toHaveLength(1);
  expect(await store?.list({ limit: 10 })).toEqual({ documents: [] });
});

test('health is told within a second, also when the store is silent', async () => {
  await start();
  expect(await store?.health()).toEqual({ status: 'pass' });
  relay.intervene = () => true;
  const begun = performance.now();
  expect(await store?.health()).toMatchObject({ status: 'fail', reason: expect.stringContaining('cannot be reached') });
  expect(performance.now() - begun).toBeLessThan(3_000);
});
