import { nurse, patientOf } from '@baseplate-epr/service-testing';
import type { Observation } from '@medplum/fhirtypes';
import { beforeAll, expect, test } from 'vitest';
import { type TestRound, testRound } from '../__fixtures__/test-round.ts';
import type { PatientView } from './patient-view.ts';

let round: TestRound;
const mary = patientOf('mary-edwards');

beforeAll(async () => {
  round = await testRound(1);
});

const results = async (patient: string) => {
  const view = (await round.get(`/round/patients/${patient}`)).body<PatientView>();
  if (view.results.state !== 'there') throw new Error('No results.');
  return view.results.value;
};

test('tests that lie behind the newest 200 results are not left out in silence', async () => {
  expect((await results(mary)).cutAfter).toBeUndefined();
  const id = 'long-in-hospital';
  await round.record.fhir.update({ resourceType: 'Patient', id });
  const result = (n: number, code: string, effectiveDateTime: string): Observation & { id: string } => ({
    resourceType: 'Observation',
    id: `result-${n}`,
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
    ],
    code: { coding: [{ system: 'http://loinc.org', code }], text: code },
    subject: { reference: `Patient/${id}` },
    effectiveDateTime,
    valueString: 'Detected',
  });
  for (let n = 1; n <= 200; n += 1) await round.record.fhir.update(result(n, '2823-3', '2026-11-20T08:00:00Z'));
  expect(await results(id)).toMatchObject({ tests: [{ name: '2823-3' }], others: 0 });
  expect((await results(id)).cutAfter).toBeUndefined();
  await round.record.fhir.update(result(0, '600-7', '2026-01-01T08:00:00Z'));
  expect(await results(id)).toMatchObject({ tests: [{ name: '2823-3' }], others: 0, cutAfter: 200 });
}, 120_000);

test('the banner says where somebody lies, or why it does not', async () => {
  const place = async (patient: string, status?: number) => {
    const fetch = async (input: string | Request, init?: RequestInit) =>
      status !== undefined && String(input).includes('/Encounter')
        ? Response.json({ resourceType: 'OperationOutcome', issue: [] }, { status })
        : round.record.fetchAs(nurse)(input, init);
    return (await round.get(`/round/patients/${patient}`, { fetch })).body<PatientView>().banner.place;
  };
  expect(await place(mary)).toBe('Ward 7, bed 12');
  expect(await place(mary, 503)).toBe('Unavailable: the record did not answer');
  expect(await place(mary, 403)).toBe('Withheld for your role');
  const id = 'at-home';
  await round.record.fhir.update({ resourceType: 'Patient', id });
  expect(await place(id)).toBe('Not in hospital, as far as this record knows');
  const visit = { resourceType: 'Encounter', status: 'in-progress', subject: { reference: `Patient/${id}` } } as const;
  const kind = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' };
  await round.record.fhir.update({ ...visit, id: 'without-a-place', class: kind });
  expect(await place(id)).toBe('Not recorded');
});
