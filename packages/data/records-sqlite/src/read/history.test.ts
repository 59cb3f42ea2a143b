import { afterAll, beforeAll, expect, test } from 'vitest';
import { versionOf } from '../__fixtures__/versions.ts';
import { type WrittenRecord, writtenRecord } from '../__fixtures__/written-record.ts';
import { history } from './history.ts';

/* Whoever keeps up with the record asks for the versions since the last look, again and again: that may not cost more the larger the record is. */

const patients = 400;
/** Written while the clock was ahead. */
const early = 392;
let record: WrittenRecord;

beforeAll(async () => {
  const versions = Array.from({ length: patients }, (_, number) => ({
    ...versionOf({ type: number % 2 === 0 ? 'Patient' : 'Group', id: `p${number}` }),
    lastUpdated: number === early ? 398 : number,
  }));
  record = await writtenRecord(versions);
});

afterAll(() => record.close());

test.each([
  ['the whole record', {}, 395, 6],
  ['one type', { type: 'Patient' }, 394, 4],
  ['nothing any more', {}, patients, 0],
  ['a type of which there is none', { type: 'Basic' }, 395, 0],
])('the history of %s since a time looks at what has come since', (_what, scope, since, found) => {
  const before = record.connection.budget.visited();
  const page = history(record.connection, { scope, since, count: 50 }, Number.POSITIVE_INFINITY);
  expect([page.total, page.versions.length]).toEqual([found, found]);
  expect(record.connection.budget.visited() - before).toBeLessThan(20);
});

test('since a time, a version of a clock that was ahead is listed as well, in its place', async () => {
  const { versions, next } = history(record.connection, { scope: {}, since: 395, count: 4 }, Number.POSITIVE_INFINITY);
  const rest = history(
    record.connection,
    { scope: {}, since: 395, count: 4, cursor: next ?? '' },
    Number.POSITIVE_INFINITY,
  );
  expect([...versions, ...rest.versions].map(({ id }) => id)).toEqual(['p399', 'p398', 'p397', 'p396', 'p395', 'p392']);
});
