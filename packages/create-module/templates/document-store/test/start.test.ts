import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCollectingLogger, createTestClock } from '@baseplate-epr/conformance';
import { isBaseplateError } from '@baseplate-epr/contracts';
import { createDocumentStore } from '../src/index.ts';

const context = {
  clock: createTestClock(),
  logger: createCollectingLogger(),
  randomBytes: (size: number) => crypto.getRandomValues(new Uint8Array(size)),
};

test('a place that is no folder is refused at the start, in words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'module-name-'));
  try {
    const directory = join(folder, 'a-file');
    await writeFile(directory, '');
    await assert.rejects(
      createDocumentStore({ directory }).start(context),
      (error) => isBaseplateError(error) && error.code === 'storage-unavailable',
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a store that is not started says so, and keeps nothing', async () => {
  const store = createDocumentStore({ directory: 'never-made' });
  assert.equal((await store.health()).status, 'fail');
  await assert.rejects(
    store.put({ content: new Blob(['x']).stream() }),
    (error) => isBaseplateError(error) && error.code === 'module-unavailable',
  );
});
