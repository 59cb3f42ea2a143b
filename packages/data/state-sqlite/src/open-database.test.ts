import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from './open-database.ts';

test('a connection keeps no more than 4 MB of pages, where the driver alone would keep 16', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'state-opened-'));
  const database = openDatabase(join(folder, 'state.db'));
  const kept = database.pragma('cache_size', { simple: true });
  database.close();
  await rm(folder, { recursive: true });
  expect(kept).toBe(-4096);
});
