import { setTimeout as wait } from 'node:timers/promises';
import { type DocumentStore, isBaseplateError } from '@baseplate-epr/contracts';
import { type S3Kind, startS3, type TestS3 } from '@baseplate-epr/testing-s3';
import { afterEach, describe, expect, test } from 'vitest';
import { moduleContext } from './__fixtures__/module-context.ts';
import { optionsFor } from './__fixtures__/s3-subject.ts';
import { readAll, streamOf, testBytes } from './__fixtures__/test-documents.ts';
import { createS3DocumentStore } from './create-s3-document-store.ts';

const requestChecksumCalculation = 'WHEN_REQUIRED';
let server: TestS3;
let store: DocumentStore;

async function start(kind: S3Kind): Promise<void> {
  server = await startS3({ kind });
  store = createS3DocumentStore({ ...optionsFor(server, ''), requestChecksumCalculation });
  await store.start(moduleContext);
}
afterEach(async () => {
  await store.stop();
  await server.close();
});

describe.each(['fauxqs', 's3rver'] as const)('on %s', (kind) => {
  test('while the store is away every call says so, and each works again when it is back', async () => {
    await start(kind);
    const { bytes, sha256 } = testBytes(100_000);
    await store.put({ content: streamOf(bytes) });
    const calls = {
      put: () => store.put({ content: streamOf(bytes) }),
      get: () => store.get({ sha256 }),
      head: () => store.head({ sha256 }),
      list: () => store.list({ limit: 1 }),
      delete: () => store.delete({ sha256 }),
    };
    await server.stop();
    for (const call of Object.values(calls)) {
      await expect(call()).rejects.toMatchObject({
        code: 'storage-unavailable',
        message: expect.stringMatching(/cannot be reached.*Try again/),
      });
    }
    expect(await store.health()).toMatchObject({ status: 'fail' });
    await server.start();
    for (const call of Object.values(calls)) await call();
    expect(await store.health()).toEqual({ status: 'pass' });
  });
});

test('killed three times amid puts of small and large documents: none that was acknowledged is lost, none is half there', {
  timeout: 120_000,
}, async () => {
  await start('fauxqs');
  const acknowledged: string[] = [];
  const refused: unknown[] = [];
  let going = true;
  const putOn = async (writer: number): Promise<void> => {
    for (let round = 0; going; round += 1) {
      const { bytes, sha256 } = testBytes(writer === 0 ? 5_500_000 : 20_000 + round, writer * 50 + round);
      try {
        await store.put({ content: streamOf(bytes) });
        acknowledged.push(sha256);
      } catch (error) {
        refused.push(error);
        await wait(20);
      }
    }
  };
  const writers = [0, 1, 2].map(putOn);
  try {
    for (let round = 0; round < 3; round += 1) {
      await wait(250);
      await server.stop();
      await wait(250);
      await server.start();
    }
    await wait(300);
  } finally {
    going = false;
    await Promise.all(writers);
  }
  expect(acknowledged.length).toBeGreaterThan(10);
  expect(refused.length).toBeGreaterThan(3);
  for (const error of refused) expect(isBaseplateError(error) && error.code).toBe('storage-unavailable');
  const kept = new Map((await store.list({ limit: 10_000 })).documents.map(({ sha256, size }) => [sha256, size]));
  for (const sha256 of acknowledged) expect(kept.has(sha256), 'an acknowledged document is lost').toBe(true);
  for (const [sha256, size] of kept) expect((await readAll((await store.get({ sha256 })).content)).length).toBe(size);
});

test('a read that was begun before the store went away goes on when it comes back soon', async () => {
  await start('s3rver');
  const { bytes, sha256 } = testBytes(20_000_000);
  await store.put({ content: streamOf(bytes) });
  const { content } = await store.get({ sha256 });
  const reader = content.getReader();
  const first = await reader.read();
  await server.stop();
  await server.start();
  reader.releaseLock();
  const rest = await readAll(content);
  expect(Buffer.concat([first.value ?? Buffer.alloc(0), rest]).equals(bytes)).toBe(true);
});
