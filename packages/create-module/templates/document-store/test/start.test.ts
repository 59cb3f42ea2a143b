import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
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

test('what a killed process left is taken away a day later, and what may still be written is not', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'module-name-'));
  try {
    for (const name of ['incoming-old', 'incoming-new']) await writeFile(join(directory, name), 'half of a docu');
    const twoDaysAgo = new Date(Date.now() - 48 * 60 * 60 * 1000);
    await utimes(join(directory, 'incoming-old'), twoDaysAgo, twoDaysAgo);
    const store = createDocumentStore({ directory });
    await store.start(context);
    await store.stop();
    assert.deepEqual(await readdir(directory), ['incoming-new']);
  } finally {
    await rm(directory, { recursive: true });
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
