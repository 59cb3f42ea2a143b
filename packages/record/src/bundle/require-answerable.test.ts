import { beforeEach, expect, test } from 'vitest';
import { bundleText, patientText, writing } from '../__fixtures__/resources.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';

let record: TestRecord;

beforeEach(async () => {
  record = await testRecord();
  for (const id of ['there', 'gone']) {
    await record.as().update({ type: 'Patient', id, text: patientText('Smith', { id }) });
  }
  await record.as().delete({ type: 'Patient', id: 'gone' });
});

const get = (url: string) => ({ request: { method: 'GET', url } });
const put = (id: string) => writing('PUT', `Patient/${id}`, patientText('New', { id }));
const remove = (id: string) => ({ request: { method: 'DELETE', url: `Patient/${id}` } });
const run = (...entries: readonly object[]) =>
  record.as().bundle({ text: bundleText('transaction', [writing('POST', 'Patient', patientText('New')), ...entries]) });
const found = async () => (await record.as().search({ types: ['Patient'], parameters: [['name', 'new']] })).total;

test.each([
  ['a read of what is not there', 404, [get('Patient/never')]],
  ['a read of what is deleted', 410, [get('Patient/gone')]],
  ['a read of what the transaction deletes', 410, [get('Patient/there'), remove('there')]],
  ['a read of a version that there is not', 404, [get('Patient/there/_history/7')]],
  ['a type that there is not', 404, [get('Nonsense/there')]],
  ['a search that is malformed', 400, [get('Patient?birthdate=yesterday')]],
  ['a search of a type that there is not', 404, [get('Nonsense?name=x')]],
  ['a search in a compartment that is malformed', 400, [get('Patient/there/Observation?date=yesterday')]],
  ['a history of what is not there', 404, [get('Patient/never/_history')]],
  ['a history that is malformed', 400, [get('Patient/_history?_since=yesterday')]],
])('%s refuses the whole transaction (R4 §3.1.0.11)', async (_what, status, entries) => {
  await expect(run(...entries)).rejects.toMatchObject({
    status,
    issues: [expect.objectContaining({ expression: 'Bundle.entry[1]' })],
  });
  expect(await found()).toBe(0);
});

test('what the transaction puts can be read, and what it finds is what it leaves', async () => {
  const answer = await run(
    get('Patient/own'),
    get('Patient/own/_history'),
    get('Patient/there'),
    put('own'),
    get('Patient?name=new'),
  );
  expect(answer.entries.map(({ status }) => status)).toEqual([201, 200, 200, 200, 201, 200]);
  expect(answer.entries.at(-1)?.result).toMatchObject({ answer: { total: 2 } });
});

test('a refused look is audited, and no look as an access', async () => {
  const before = (await record.audited()).length;
  await expect(run(get('Patient/there'), get('Patient/never'))).rejects.toMatchObject({ status: 404 });
  const told = (await record.audited()).slice(before);
  expect(told.map(({ action, outcome }) => [action, outcome])).toEqual([['read', 'failure']]);
});
