import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patientText } from '../__fixtures__/resources.ts';
import { testBaseUrl, testRecord } from '../__fixtures__/test-record.ts';
import { addPatientsNamed } from './patients-named.ts';

const task = (patient: string) =>
  JSON.stringify({
    resourceType: 'Task',
    id: 'a',
    status: 'requested',
    intent: 'order',
    for: { reference: patient },
    description: 'Book a scan',
  });

test('what lies in no compartment, but is about a patient, is audited as that: read, found, changed and deleted', async () => {
  const { as, audited } = await testRecord();
  const key = { type: 'Task', id: 'a' };
  await as().update({ ...key, text: task('Patient/a') });
  const last = async () => (await audited()).at(-1);
  await as().read(key);
  expect(await last()).toMatchObject({ kind: 'access', action: 'read', patients: ['a'] });
  await as().search({ types: ['Task'], parameters: [] });
  expect(await last()).toMatchObject({ kind: 'access', action: 'search-type', patients: ['a'] });
  await as().history(key);
  expect(await last()).toMatchObject({ kind: 'access', action: 'history-instance', patients: ['a'] });
  await as().update({ ...key, text: task(`${testBaseUrl}/Patient/b`) });
  expect(await last()).toMatchObject({ kind: 'outcome', action: 'update', patients: ['a', 'b'] });
  await as().delete(key);
  expect(await last()).toMatchObject({ kind: 'outcome', action: 'delete', patients: ['b'] });
});

test('a list names everybody on it', async () => {
  const { as, audited } = await testRecord();
  for (const id of ['a', 'b']) await as().update({ type: 'Patient', id, text: patientText('X', { id }) });
  const entry = ['a', 'b'].map((id) => ({ item: { reference: `Patient/${id}` } }));
  const list = { resourceType: 'List', status: 'current', mode: 'working', entry };
  await as().create({ type: 'List', text: JSON.stringify(list) });
  expect((await audited()).at(-1)).toMatchObject({ action: 'create', patients: ['a', 'b'] });
});

const named = (text: string) => {
  const ids = new Set<string>();
  addPatientsNamed(ids, text, 'http://own/fhir');
  return [...ids];
};

test.each([
  ['"Patient/a"', ['a']],
  ['"Patient\\/a"', ['a']],
  ['"Patient/a/_history/2" "Patient/a#b" "Patient/b|1"', ['a', 'b']],
  ['"http://own/fhir/Patient/a" "http:\\/\\/own\\/fhir\\/Patient\\/b"', ['a', 'b']],
  ['"http://other/fhir/Patient/a" "http://other/?http://own/fhir/Patient/a"', []],
  ['"see Patient/a" "RelatedPatient/a" "Patient/a b" "Patient?name=a" "Patient/"', []],
])('in %s', (text, ids) => {
  expect(named(text)).toEqual(ids);
});

test('agrees with the form as a regular expression', () => {
  const form = /(?<=")Patient\\?\/([A-Za-z0-9.-]{1,64})(?=["/#|\\])/g;
  const piece = fc.constantFrom(
    '"',
    'Patient',
    '/',
    '\\',
    'a',
    'B',
    '1',
    '-',
    '.',
    '#',
    '|',
    ' ',
    'é',
    'x'.repeat(64),
    '@',
    '[',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      expect(named(text)).toEqual([...new Set([...text.matchAll(form)].map(([, id]) => id))]);
    }),
    { numRuns: 2000 },
  );
});
