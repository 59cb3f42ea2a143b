import { createMemoryRecordStore } from '@baseplate-epr/conformance';
import type { Query, RecordStore } from '@baseplate-epr/contracts';
import { expect, test } from 'vitest';
import { clinician } from '../__fixtures__/people.ts';
import { bundleText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

/** A store that tells of each search before it answers. */
function telling(onSearch: (query: Query) => void | Promise<void>): RecordStore {
  const store = createMemoryRecordStore();
  return {
    ...store,
    async search(query) {
      await onSearch(query);
      return store.search(query);
    },
  };
}

const searches = (count: number, url: (index: number) => string) =>
  bundleText(
    'batch',
    Array.from({ length: count }, (_, index) => ({ request: { method: 'GET', url: url(index) } })),
  );

test('whoever else waits for the thread has a turn between the searches of a batch', async () => {
  let sinceTurn = 0;
  let most = 0;
  const records = telling(() => {
    const until = performance.now() + 6;
    while (performance.now() < until);
    sinceTurn += 1;
    most = Math.max(most, sinceTurn);
  });
  const { as } = await testRecord({ stores: { records } });
  let isDone = false;
  const turn = () => {
    sinceTurn = 0;
    if (!isDone) setImmediate(turn);
  };
  turn();
  await as().bundle({ text: searches(80, (index) => `Patient?birthdate=19${10 + index}`) });
  isDone = true;
  // Sixteen are begun together; a store that computes its answers at once sees to turns of its own.
  expect(most, 'searches in one turn of the event loop').toBeLessThan(40);
});

test('what is said of a search counts towards the length of the answer, as what was found does', async () => {
  const { as } = await testRecord({ limits: { answerLength: 20_000 } });
  const unknown = Array.from({ length: 20 }, (_, index) => `unknown${index}=1`).join('&');
  const left = await as().bundle({ text: searches(20, () => `Patient?${unknown}`) });
  expect(left.entries[0]).toMatchObject({ status: 200 });
  expect(left.entries.at(-1)).toMatchObject({ status: 422 });
  const links = await as().bundle({ text: searches(20, () => `Patient?name=${'x'.repeat(4000)}`) });
  expect(links.entries[0]).toMatchObject({ status: 200 });
  expect(links.entries.at(-1)).toMatchObject({ status: 422 });
});

test('of entries that fail with much to say, those beyond the length of the answer say the first of it', async () => {
  const { as } = await testRecord({ limits: { answerLength: 20_000 } });
  const refused = Array.from({ length: 20 }, () => 'birthdate:exact=1').join('&');
  const { entries } = await as().bundle({ text: searches(20, () => `Patient?${refused}`) });
  expect(entries.map(({ status }) => status)).toEqual(
    Array(20).fill(expect.toSatisfy((status) => [400, 422].includes(status))),
  );
  expect(entries[0]?.issues).toHaveLength(20);
  expect(entries.at(-1)?.issues).toHaveLength(1);
});

test('a batch reads for no longer than one Bundle may, and writes all the same', async () => {
  let searched = 0;
  const records = telling(async () => {
    searched += 1;
    await new Promise((resolve) => setTimeout(resolve, 30));
  });
  const { as } = await testRecord({ stores: { records }, limits: { bundleReadingTime: 100 } });
  const search = (index: number) => ({ request: { method: 'GET', url: `Patient?birthdate=${1000 + index}` } });
  const written = Array.from({ length: 20 }, (_, index) =>
    writing('PUT', `Patient/p${index}`, patientText('Ng', { id: `p${index}` })),
  );
  for (const type of ['batch', 'transaction'] as const) {
    searched = 0;
    const read = Array.from({ length: 200 }, (_, index) => search(index));
    const { entries } = await as().bundle({ text: bundleText(type, [...read, ...written]) });
    expect(entries[0]).toMatchObject({ status: 200 });
    expect(entries[199]).toMatchObject({
      status: 422,
      issues: [{ code: 'too-costly', diagnostics: expect.stringContaining('longer than the 100 ms') }],
    });
    expect(searched).toBeLessThan(200);
    expect(entries.slice(200).every(({ status }) => status === 201 || status === 200)).toBe(true);
  }
});

test('a batch reads no further once its caller has gone', async () => {
  const gone = new AbortController();
  let searched = 0;
  const records = telling(() => {
    searched += 1;
    if (searched === 5) gone.abort();
  });
  const { record } = await testRecord({ stores: { records } });
  const session = record.session({ principal: clinician, requestId: 'one', signal: gone.signal });
  await expect(session.bundle({ text: searches(500, (index) => `Patient?_count=${index}`) })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(searched).toBeLessThan(50);
});

test('long batches are carried out one after the other, short ones beside them', async () => {
  const order: string[] = [];
  const records = telling(async ({ where }) => {
    order.push(/(long-a|long-b|short)/.exec(JSON.stringify(where))?.[1] ?? 'none');
    await new Promise((resolve) => setImmediate(resolve));
  });
  const { as } = await testRecord({ stores: { records } });
  const padding = ' '.repeat(1024 * 1024);
  const long = (name: string) => as().bundle({ text: padding + searches(60, () => `Patient?identifier=${name}`) });
  const short = () => as().bundle({ text: searches(60, () => 'Patient?identifier=short') });
  await Promise.all([long('long-a'), long('long-b'), short()]);
  const lastOfFirst = order.lastIndexOf('long-a');
  expect(order.indexOf('long-b'), 'two long batches at once').toBeGreaterThan(lastOfFirst);
  expect(order.indexOf('short'), 'a short batch waits for a long one').toBeLessThan(lastOfFirst);
});

test('of entries that take long each one has a turn of the event loop', async () => {
  const { as } = await testRecord();
  let turn = 0;
  let isOver = false;
  const count = () => {
    turn += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const startedIn: number[] = [];
  const check = () => {
    startedIn.push(turn);
    for (const began = performance.now(); performance.now() - began < 15; );
  };
  const puts = Array.from({ length: 20 }, (_, index) =>
    writing('PUT', `Patient/long-${index}`, patientText('Long', { id: `long-${index}` })),
  );
  await as().bundle({ text: bundleText('batch', puts), check });
  isOver = true;
  expect(startedIn).toHaveLength(20);
  expect(new Set(startedIn).size).toBe(20);
});

test.each([
  ['short ones together', 1000, 8],
  ['long ones one after the other', 300_000, 1],
])('of the entries of a batch %s are begun before the first is committed', async (_, length, begun) => {
  const records = createMemoryRecordStore();
  const order: string[] = [];
  const commit: typeof records.commit = (options) => {
    order.push('commit');
    return records.commit(options);
  };
  const { as } = await testRecord({ stores: { records: { ...records, commit } } });
  const puts = Array.from({ length: 8 }, (_, index) =>
    writing('PUT', `Patient/p${index}`, patientText('x'.repeat(length), { id: `p${index}` })),
  );
  const { entries } = await as().bundle({ text: bundleText('batch', puts), check: () => void order.push('begun') });
  expect(new Set(entries.map(({ status }) => status))).toEqual(new Set([201]));
  expect(order.indexOf('commit')).toBe(begun);
});
