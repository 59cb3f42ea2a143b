import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { versionOf } from '../__fixtures__/versions.ts';
import type { Connection } from '../connection/connection.ts';
import { connect, openDatabase } from '../connection/open-connection.ts';
import { resolveOptions } from '../resolve-options.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';
import { history } from './history.ts';

/* Whoever keeps up with the record asks for the versions since the last look, again and again: that may not cost more the larger the record is. */

const patients = 400;
/** Written while the clock was ahead. */
const early = 392;
let folder: string;
let connection: Connection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  const options = resolveOptions({ file: join(folder, 'records.db') });
  const store = createSqliteRecordStore({ file: options.file });
  await store.start(testContext);
  const writes = Array.from({ length: patients }, (_, number) => ({
    version: {
      ...versionOf({ type: number % 2 === 0 ? 'Patient' : 'Group', id: `p${number}` }),
      lastUpdated: number === early ? 398 : number,
    },
    expect: 'absent' as const,
  }));
  await store.commit({ epoch: 0, writes });
  await store.stop();
  connection = connect(openDatabase(options, true));
});

afterAll(async () => {
  connection.database.close();
  await rm(folder, { recursive: true });
});

test.each([
  ['the whole record', {}, 395, 6],
  ['one type', { type: 'Patient' }, 394, 4],
  ['nothing any more', {}, patients, 0],
  ['a type of which there is none', { type: 'Basic' }, 395, 0],
])('the history of %s since a time looks at what has come since', (_what, scope, since, found) => {
  const before = connection.budget.visited();
  const page = history(connection, { scope, since, count: 50 }, Number.POSITIVE_INFINITY);
  expect([page.total, page.versions.length]).toEqual([found, found]);
  expect(connection.budget.visited() - before).toBeLessThan(20);
});

test('since a time, a version of a clock that was ahead is listed as well, in its place', async () => {
  const { versions, next } = history(connection, { scope: {}, since: 395, count: 4 }, Number.POSITIVE_INFINITY);
  const rest = history(connection, { scope: {}, since: 395, count: 4, cursor: next ?? '' }, Number.POSITIVE_INFINITY);
  expect([...versions, ...rest.versions].map(({ id }) => id)).toEqual(['p399', 'p398', 'p397', 'p396', 'p395', 'p392']);
});
