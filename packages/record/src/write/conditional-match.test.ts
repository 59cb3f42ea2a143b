import { expect, test } from 'vitest';
import { bundleText, patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

const parameters = [['family', 'nobody']] as const;
const url = 'Patient?family=nobody';
const resource = JSON.parse(patientText('Nobody'));
const operations = [{ op: 'add', path: '/active', value: true }];
const patch = { format: 'json-patch', text: JSON.stringify(operations) } as const;
const data = Buffer.from(patch.text).toString('base64');
const binary = { resourceType: 'Binary', contentType: 'application/json-patch+json', data };
const named = { type: 'Patient', parameters, ifMatch: '1' } as const;

test('a version named where the condition matches nothing is a failed precondition', async () => {
  const { as, audited } = await testRecord();
  const refused = { status: 412, issues: [{ code: 'not-found' }] };
  const told = { kind: 'access', detail: 'no-match', resources: [] };
  await expect(as().conditionalUpdate({ ...named, text: patientText('Nobody') })).rejects.toMatchObject(refused);
  expect((await audited()).at(-1)).toMatchObject({ ...told, action: 'update' });
  await expect(as().conditionalPatch({ ...named, patch })).rejects.toMatchObject(refused);
  expect((await audited()).at(-1)).toMatchObject({ ...told, action: 'patch' });
  await expect(as().conditionalDelete(named)).rejects.toMatchObject(refused);
  expect((await audited()).at(-1)).toMatchObject({ ...told, action: 'delete' });
  expect(await as().search({ types: ['Patient'], parameters: [] })).toMatchObject({ total: 0 });
});

test.each([
  ['PUT', { resource }],
  ['PATCH', { resource: binary }],
  ['DELETE', {}],
])('so it is in a Bundle: %s', async (method, more) => {
  const { as } = await testRecord();
  const entry = { ...more, request: { method, url, ifMatch: 'W/"1"' } };
  const batch = await as().bundle({ text: bundleText('batch', [entry]) });
  expect(batch.entries).toMatchObject([{ status: 412 }]);
  await expect(as().bundle({ text: bundleText('transaction', [entry]) })).rejects.toMatchObject({ status: 412 });
  expect(await as().search({ types: ['Patient'], parameters: [] })).toMatchObject({ total: 0 });
});

test('a version named for the one match must be the newest', async () => {
  const { as } = await testRecord();
  await as().create({ type: 'Patient', text: patientText('Nobody') });
  await expect(as().conditionalPatch({ ...named, ifMatch: '2', patch })).rejects.toMatchObject({ status: 412 });
  expect(await as().conditionalPatch({ ...named, patch })).toMatchObject({ version: { versionId: '2' } });
});
