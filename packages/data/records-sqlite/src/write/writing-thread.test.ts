import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { creation } from '../__fixtures__/versions.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';

test('a stop waits for the writes in hand, and each is told what became of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  const store = createSqliteRecordStore({ file: join(folder, 'records.db') });
  await store.start(testContext);
  const written = ['a', 'b', 'c'].map((id) => store.commit({ epoch: 0, writes: [creation({ id })] }));
  const stopping = store.stop();
  expect(await Promise.all(written)).toEqual(written.map(() => ({ outcome: 'committed' })));
  await stopping;
  await store.start(testContext);
  for (const id of ['a', 'b', 'c']) expect(await store.read({ ...creation({ id }).version })).toBeDefined();
  await store.stop();
  await rm(folder, { recursive: true });
});

test('a program whose last deed is to stop the store amid a write hears of it and ends as it should', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  const program = fileURLToPath(new URL('../__fixtures__/writing-to-the-end-process.ts', import.meta.url));
  const ended = spawnSync(process.execPath, [program, join(folder, 'records.db')], { encoding: 'utf8' });
  await rm(folder, { recursive: true });
  expect(ended).toMatchObject({ status: 0, stdout: 'committed\n' });
});
