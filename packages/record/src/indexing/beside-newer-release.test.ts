import { beforeEach, expect, test } from 'vitest';
import { clinician } from '../__fixtures__/people.ts';
import { patientText } from '../__fixtures__/resources.ts';
import { administrator } from '../__fixtures__/search-parameters.ts';
import { type TestRecord, testRecord } from '../__fixtures__/test-record.ts';

let here: TestRecord;

beforeEach(async () => {
  here = await testRecord();
});

const addPatient = (by: TestRecord, id: string) =>
  by.as(clinician).update({ type: 'Patient', id, text: patientText('Test', { id }) });
const finish = (by: TestRecord) => by.as(administrator).reindex({ milliseconds: 60_000 });

async function find(by: TestRecord) {
  const { matches, issues } = await by.as(clinician).search({ types: ['Patient'], parameters: [['family', 'test']] });
  return { ids: matches.map(({ id }) => id), said: issues.map(({ diagnostics }) => diagnostics) };
}

const warnings = async (by: TestRecord) => (await find(by)).said;

/** As one leaves them that began, or ended, an indexing by the rules of its own. */
async function indexedByNewer({ records, state }: TestRecord['stores'], ended: boolean) {
  const spaces = state.namespace({ name: 'record' });
  const entry = await spaces.get({ key: 'search-index' });
  const before = JSON.parse(entry?.value ?? '');
  const aim = before.aim + 1;
  const next = { ...before, generation: before.generation + 1, aim, code: ended ? aim : before.code };
  await spaces.set({ key: 'search-index', value: JSON.stringify(next), ifVersion: entry?.version ?? null });
  await records.index({ generation: next.generation, closes: true, entries: [] });
  return async () => JSON.parse((await spaces.get({ key: 'search-index' }))?.value ?? '');
}

test.each([true, false])('an older one reads, writes nothing, and undoes nothing (indexed: %s)', async (ended) => {
  await addPatient(here, 'p');
  const kept = await indexedByNewer(here.stores, ended);
  const newer = await kept();
  await expect(addPatient(here, 'q')).rejects.toMatchObject({
    status: 503,
    code: 'storage-newer',
    message: expect.stringMatching(/newer release.*only reads.*--everything/),
  });
  await expect(here.as(clinician).delete({ type: 'Patient', id: 'p' })).rejects.toMatchObject({ status: 503 });
  await expect(finish(here)).rejects.toMatchObject({ status: 503 });
  const restarted = await testRecord({ stores: here.stores });
  await expect(addPatient(restarted, 'q')).rejects.toMatchObject({ status: 503 });
  for (const by of [here, restarted]) {
    expect((await find(by)).ids).toEqual(['p']);
    expect(await warnings(by)).toEqual([expect.stringMatching(/newer release/)]);
  }
  expect(await kept()).toEqual(newer);
});

test('going back is possible, if it is said', async () => {
  await addPatient(here, 'p');
  await indexedByNewer(here.stores, true);
  await here.as(administrator).reindex({ milliseconds: 0, everything: true });
  expect(await warnings(here)).toEqual([expect.stringMatching(/older release/)]);
  expect(await finish(here)).toMatchObject({ state: 'complete', rules: false });
  await addPatient(here, 'q');
  expect(await warnings(here)).toEqual([]);
});

test('a state that is as it should be is not written again', async () => {
  await testRecord({ stores: here.stores });
  const { state } = here.stores;
  const space = state.namespace({ name: 'record' });
  const before = (await space.get({ key: 'search-index' }))?.version;
  await testRecord({ stores: here.stores });
  expect((await space.get({ key: 'search-index' }))?.version).toBe(before);
});
