import { holding, patientHerself, patientOf, type TestChart, testChart } from '@baseplate-epr/service-testing';
import type { AllergyIntolerance, Condition, Encounter, Organization, Patient } from '@medplum/fhirtypes';
import { beforeAll, expect, test } from 'vitest';
import { createProblemsAllergies } from './create-problems-allergies.ts';

let chart: TestChart;
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', "'");

beforeAll(async () => {
  chart = await testChart(createProblemsAllergies(), 10);
});

test('flags are alerts, with what the problem list says of their problem', async () => {
  const { status, html } = await chart.get('/alerts');
  expect(status).toBe(200);
  expect(words(html)).toContain(
    'Heart condition: long QT syndrome , confirmed 03-Feb-2024 Since 03-Feb-2024 10:30 · Riverside NHS Trust · Dr James Harrington',
  );
  expect(words(html)).toContain('Penicillin anaphylaxis');
  expect((await chart.get('/alerts', { patient: patientOf('allergies-not-recorded') })).html).toBe('');
  expect((await chart.get('/alerts', { principal: holding('user/Patient.rs') })).status).toBe(403);
});

test('active problems come first, with onset as exact as it was written; past ones behind a click', async () => {
  const { html } = await chart.get('/card');
  const text = words(html);
  expect(text).toContain('3 active');
  expect(text).toContain(
    'Atrial fibrillation Onset 2019 · Confirmed · Recorded 14-May-2019 · Elm Surgery · Dr Tom Hale',
  );
  expect(text).toMatch(/Past problems \(1\) Pneumonia Resolved Onset 09-Dec-2021 · Ended 11-Jan-2022/);
  expect(html.length).toBeLessThan(25_000);
});

test.each([
  ['mary-edwards', 'Known allergies'],
  ['no-known-allergies', 'No known allergies'],
  ['allergies-not-recorded', 'Allergies not recorded'],
])('%s: %s', async (key, state) => {
  const { html } = await chart.get('/card', { patient: patientOf(key) });
  const states = ['Known allergies', 'No known allergies', 'Allergies not recorded', 'Allergies unavailable'];
  expect(states.filter((one) => html.includes(`<b>${one}</b>`))).toEqual([state]);
});

test('a source that is only referred to is followed to its name', async () => {
  const subject = { reference: `Patient/${patientOf('nothing-recorded')}` };
  await chart.fhir.update<Patient>({ resourceType: 'Patient', id: patientOf('nothing-recorded') });
  await chart.fhir.update<Organization>({
    resourceType: 'Organization',
    id: 'northfield',
    name: 'Northfield Hospital',
  });
  await chart.fhir.update<Encounter>({
    resourceType: 'Encounter',
    id: 'visit',
    status: 'finished',
    class: { code: 'AMB' },
    subject,
    serviceProvider: { reference: 'Organization/northfield' },
  });
  const encounter = { reference: 'Encounter/visit' };
  await chart.fhir.create<Condition>({ resourceType: 'Condition', code: { text: 'Gout' }, subject, encounter });
  const allergy: AllergyIntolerance = {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: { coding: [{ system: allergyStatusSystem, code: 'active' }] },
    code: { text: 'Latex' },
    patient: subject,
    encounter,
  };
  await chart.fhir.create(allergy);
  const text = words((await chart.get('/card', { patient: patientOf('nothing-recorded') })).html);
  expect(text).toMatch(/Gout Status not recorded .* Northfield Hospital/);
  expect(text).toMatch(/Latex .* Northfield Hospital/);
});

const allergyStatusSystem = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';

test('the statement that there are none has neither reaction nor risk', async () => {
  const text = words((await chart.get('/card', { patient: patientOf('no-known-allergies') })).html);
  expect(text).toMatch(/No known allergy Confirmed · Recorded/);
  expect(text).not.toContain('Reaction not recorded');
});

test('a role that may see one of the two is told that the other is withheld', async () => {
  const noAllergies = await chart.get('/card', { principal: holding('user/Condition.rs', 'user/Patient.rs') });
  expect(words(noAllergies.html)).toContain('Allergies unavailable Withheld : there may be allergies');
  expect(words(noAllergies.html)).toContain('Source withheld');
  const noProblems = await chart.get('/card', { principal: holding('user/AllergyIntolerance.rs', 'user/Patient.rs') });
  expect(words(noProblems.html)).toMatch(/Problems Withheld for your role/);
  expect((await chart.get('/card', { principal: holding('user/Patient.rs') })).status).toBe(403);
});

test('a patient reads her own problems, allergies and flags and nobody else’s, and is offered to change none', async () => {
  const principal = patientHerself(patientOf('mary-edwards'));
  expect((await chart.get('/alerts', { principal })).html).toContain('Penicillin anaphylaxis');
  for (const [path, shown] of [
    ['/card', 'Penicillin'],
    ['/problems', 'Atrial fibrillation'],
    ['/allergies', 'Penicillin'],
  ] as const) {
    const { status, html } = await chart.get(path, { principal });
    expect(status).toBe(200);
    expect(html).toContain(shown);
    expect(html).not.toMatch(/<form|\/(add|none|resolve|refute|error)"/);
    const stranger = patientHerself(patientOf('long-history'));
    expect((await chart.get(path, { principal: stranger })).html).not.toContain(shown);
  }
  for (const path of ['/problems/add', '/allergies/add', '/allergies/none'])
    expect((await chart.get(path, { principal })).status, path).toBe(403);
});

test('a flag holds to the end of the month or day that its period names', async () => {
  const patient = 'flag-to-a-month';
  await chart.fhir.update({ resourceType: 'Patient', id: patient });
  for (const [text, end] of [
    ['Month flag', '2026-11'],
    ['Over flag', '2026-10'],
  ] as const) {
    await chart.fhir.create({
      resourceType: 'Flag',
      status: 'active',
      code: { text },
      subject: { reference: `Patient/${patient}` },
      period: { start: '2026-01', end },
    });
  }
  const { html } = await chart.get('/alerts', { patient });
  expect(html).toContain('Month flag');
  expect(html).not.toContain('Over flag');
});

test('a problem says where it is, once', async () => {
  const patient = 'problem-with-side';
  await chart.fhir.update({ resourceType: 'Patient', id: patient });
  for (const [text, site] of [
    ['Fracture of wrist', 'Left'],
    ['Left hip pain', 'Left hip'],
  ] as const) {
    await chart.fhir.create({
      resourceType: 'Condition',
      code: { text },
      bodySite: [{ text: site }],
      subject: { reference: `Patient/${patient}` },
    });
  }
  const { html } = await chart.get('/problems', { patient });
  expect(html).toContain('Fracture of wrist (Left)');
  expect(html).not.toContain('Left hip pain (');
});
