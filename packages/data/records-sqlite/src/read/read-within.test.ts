import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Query, RecordStore } from '@baseplate-epr/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { creation } from '../__fixtures__/versions.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';

let folder: string;
let store: RecordStore;
const long = 'x'.repeat(3_000_000);
const ids = Array.from({ length: 26 }, (_, index) => `r${String(index).padStart(2, '0')}`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-within-'));
  store = createSqliteRecordStore({ file: join(folder, 'records.db') });
  await store.start(testContext);
  for (const id of ids) {
    const entries = [{ kind: 'reference', parameter: 'subject', type: 'Patient', id: 'p', url: '' } as const];
    await store.commit({ epoch: 0, writes: [creation({ id, text: `{"x":"${long}"}`, entries })], guards: [] });
  }
  await store.commit({ epoch: 0, writes: [creation({ type: 'Patient', id: 'p' })], guards: [] });
});

afterAll(async () => {
  await store.stop();
  await rm(folder, { recursive: true });
});

test('a page of long resources ends early, and the next goes on where it ended', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query: Query = {
      types: ['Observation'],
      count: 100,
      total: true,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page = await store.search(query);
    expect(page.total).toBe(ids.length);
    expect(page.matches.length).toBeLessThanOrEqual(6);
    seen.push(...page.matches.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(seen).toEqual(ids);
});

test('includes that are too long for one answer are refused', async () => {
  const includes = [{ direction: 'reverse', source: 'Observation', parameter: 'subject' } as const];
  await expect(store.search({ types: ['Patient'], count: 10, includes })).rejects.toMatchObject({
    code: 'query-too-costly',
  });
});
