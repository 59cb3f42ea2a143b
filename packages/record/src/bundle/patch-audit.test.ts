import { expect, test } from 'vitest';
import { bundleText, observationText, patientText, writing } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const isFemale = { op: 'test', path: '/gender', value: 'female' };
const changing = { op: 'add', path: '/active', value: true };

function patching(url: string, ...operations: readonly object[]) {
  const data = Buffer.from(JSON.stringify(operations)).toString('base64');
  const resource = { resourceType: 'Binary', contentType: 'application/json-patch+json', data };
  return { resource, request: { method: 'PATCH', url } };
}

async function withPatients() {
  const started = await testRecord();
  for (const id of ['a', 'b']) {
    const text = patientText('Smith', { id, gender: id === 'a' ? 'female' : 'male' });
    await started.as().update({ type: 'Patient', id, text });
  }
  const accesses = async () => (await started.audited()).filter(({ kind }) => kind === 'access');
  return { ...started, accesses };
}

const stale = writing('PUT', 'Patient/x', patientText('X', { id: 'x' }), {}, { ifMatch: 'W/"3"' });
const dangling = writing('POST', 'Observation', observationText('Patient?name=none'));

test.each([
  ['a version that moved', stale, 412],
  ['a conditional reference that matches nothing', dangling, 412],
  ['an entry about the same', writing('PUT', 'Patient/a', patientText('A', { id: 'a' })), 400],
])('a patch that was applied has told what is there, also when the transaction fails: %s', async (_, other, status) => {
  const { as, accesses } = await withPatients();
  const text = bundleText('transaction', [patching('Patient/a', isFemale, changing), other]);
  await expect(as().bundle({ text })).rejects.toMatchObject({ status });
  expect(await accesses()).toMatchObject([
    { action: 'transaction', detail: 'not-applied', patients: ['a'], resources: ['Patient/a/_history/1'] },
  ]);
});

test('so has one before another that is not applied', async () => {
  const { as, accesses } = await withPatients();
  const text = bundleText('transaction', [
    patching('Patient/a', isFemale, changing),
    patching('Patient/b', isFemale, changing),
  ]);
  await expect(as().bundle({ text })).rejects.toMatchObject({ status: 409 });
  const told = await accesses();
  expect(new Set(told.flatMap(({ patients }) => patients))).toEqual(new Set(['a', 'b']));
});

test('a transaction that succeeds tells of it once', async () => {
  const { as, accesses } = await withPatients();
  await as().bundle({ text: bundleText('transaction', [patching('Patient/a', isFemale)]) });
  const unchanged = { action: 'patch', detail: 'unchanged', patients: ['a'] };
  expect(await accesses()).toMatchObject([unchanged]);
  await as().bundle({ text: bundleText('transaction', [patching('Patient/a', isFemale, changing)]) });
  expect(await accesses()).toMatchObject([unchanged]);
});
