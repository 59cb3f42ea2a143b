import { expect, test } from 'vitest';
import { holderOf, patientOf } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';
import type { SearchOptions } from '../session/search-types.ts';

async function world() {
  const made = await testRecord();
  for (const id of ['a', 'b']) {
    const identifier = [{ system: 'urn:example:ids', value: id }];
    await made.as().update({ type: 'Patient', id, text: patientText('X', { id, identifier }) });
  }
  await made.as().update({ type: 'Observation', id: 'o', text: observationText('Patient/a', { id: 'o' }) });
  const last = async () => (await made.audited()).at(-1);
  return { ...made, last };
}

const observations = { types: ['Observation'] };
const code = ['code', 'http://loinc.org|1-8'] as const;

test.each<[string, SearchOptions]>([
  ['by reference', { ...observations, parameters: [['subject', 'Patient/b'], code] }],
  ['by id', { ...observations, parameters: [['patient', 'b'], code] }],
  ['by a chain', { ...observations, parameters: [['subject:Patient._id', 'b'], code] }],
  ['by its compartment', { ...observations, parameters: [code], compartment: { type: 'Patient', id: 'b' } }],
  [
    'from behind',
    {
      types: ['Patient'],
      parameters: [
        ['_id', 'b'],
        ['_has:Observation:subject:code', code[1]],
      ],
    },
  ],
])('that a patient named %s has no such thing is told of that patient, and audited as that', async (_, options) => {
  const { as, last } = await world();
  expect(await as().search(options)).toMatchObject({ total: 0 });
  expect(await last()).toMatchObject({ kind: 'access', patients: ['b'], resources: [], resourceCount: 0 });
});

test('that nothing is new about a patient is told of that patient', async () => {
  const { as, last } = await world();
  expect(await as().everything({ patient: 'b', since: 4e12 })).toMatchObject({ matches: [] });
  expect(await last()).toMatchObject({ kind: 'access', action: 'everything', patients: ['b'], resources: [] });
});

test('a count of few names their patients, and no resource as given out', async () => {
  const { as, last } = await world();
  const count = ['_summary', 'count'] as const;
  const options = { ...observations, parameters: [['code', 'http://loinc.org|8867-4'], count] } as const;
  expect(await as().search(options)).toMatchObject({ total: 1, matches: [] });
  expect(await last()).toMatchObject({ kind: 'access', patients: ['a'], resources: [], resourceCount: 0 });
  const parameters = [
    ['identifier', 'urn:example:ids|b'],
    ['_count', '0'],
  ] as const;
  expect(await as().search({ types: ['Patient'], parameters })).toMatchObject({ total: 1, matches: [] });
  expect(await last()).toMatchObject({ patients: ['b'] });
});

test('a count of many is about nobody', async () => {
  const { as, last } = await world();
  for (let index = 0; index < 101; index += 1) {
    await as().create({ type: 'Observation', text: observationText('Patient/a') });
  }
  expect(await as().search({ ...observations, parameters: [['_summary', 'count']] })).toMatchObject({ total: 102 });
  expect(await last()).toMatchObject({ patients: [] });
});

test('who may see nothing of a patient is told nothing, and nothing else stands in the audit', async () => {
  const { as, last } = await world();
  await as(patientOf('a')).search({ ...observations, parameters: [['subject', 'Patient/b']] });
  expect(await last()).toMatchObject({ kind: 'access', patients: [] });
  await as(holderOf('user/Observation.rs?category=x')).search({
    ...observations,
    parameters: [['subject', 'Patient/b']],
  });
  expect(await last()).toMatchObject({ kind: 'access', patients: ['b'] });
  await as().search({ ...observations, parameters: [['subject', 'Patient/not an id']] });
  expect(await last()).toMatchObject({ patients: [] });
});
