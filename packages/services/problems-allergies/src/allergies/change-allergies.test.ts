import { holding, patientOf, type TestChart, testChart } from '@baseplate-epr/service-testing';
import type { AllergyIntolerance, Patient } from '@medplum/fhirtypes';
import { beforeEach, expect, test } from 'vitest';
import { createProblemsAllergies } from '../create-problems-allergies.ts';

let chart: TestChart;
const mary = patientOf('mary-edwards');
const claire = 'claire';
const trevor = 'trevor';
const answers = { kind: 'allergy', severity: 'severe', criticality: 'high', certainty: 'confirmed' };
const hidden = (html: string, name: string) =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]+)">`).exec(html)?.[1] ?? '';
const allergies = async (patient: string) =>
  (await chart.fhir.search('AllergyIntolerance', { patient, _count: 100 })).matches;
const code = ({ clinicalStatus }: AllergyIntolerance) => clinicalStatus?.coding?.[0]?.code;

beforeEach(async () => {
  chart = await testChart(createProblemsAllergies(), 1);
  for (const id of [claire, trevor]) await chart.fhir.update<Patient>({ resourceType: 'Patient', id });
  await chart.submit('/allergies/none', {}, { patient: claire });
});

test('adds an allergy with reaction, severity, risk and certainty; sent twice adds one', async () => {
  const submission = hidden((await chart.get('/allergies/add')).html, 'submission');
  const fields = { ...answers, submission, substance: 'latex', reaction: '56018004', other: 'swollen hands' };
  expect((await chart.submit('/allergies/add', fields)).message).toBe('Allergy saved: latex.');
  expect((await chart.submit('/allergies/add', fields)).status).toBe(303);
  const found = (await allergies(mary)).filter((one) => one.code?.text === 'Latex');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    category: ['environment'],
    criticality: 'high',
    reaction: [{ severity: 'severe', manifestation: [{ text: 'Wheezing' }, { text: 'swollen hands' }] }],
  });
  const { html } = await chart.get('/allergies');
  expect(html).toContain('Wheezing, swollen hands (severe)');
  expect(html).toContain('High risk');
});

test('a form that was sent, altered and sent again writes what it says now', async () => {
  const submission = hidden((await chart.get('/allergies/add')).html, 'submission');
  for (const substance of ['latex', 'Trimethoprim'])
    expect((await chart.submit('/allergies/add', { ...answers, submission, substance })).status).toBe(303);
  const found = (await allergies(mary)).map((one) => one.code?.text);
  expect(found).toEqual(expect.arrayContaining(['Latex', 'Trimethoprim']));
});

test('the first allergy takes “no known allergies” out of force in the same transaction', async () => {
  const done = await chart.submit('/allergies/add', { ...answers, substance: 'Trimethoprim' }, { patient: claire });
  expect(done.status).toBe(303);
  const all = await allergies(claire);
  expect(all).toHaveLength(2);
  expect(all.find((one) => one.code?.coding?.[0]?.code === '716186003')).toMatchObject({
    clinicalStatus: { coding: [{ code: 'inactive' }] },
    note: [{ text: 'Superseded: an allergy was recorded (Trimethoprim).' }],
  });
  expect((await chart.get('/allergies', { patient: claire })).html).toContain('<b>Known allergies</b>');
});

test('an entry about the same substance is pointed out before saving', async () => {
  const asked = await chart.submit('/allergies/add', { ...answers, substance: 'PENICILLIN' });
  expect(asked.status).toBe(422);
  expect(asked.html).toContain('PENICILLIN is recorded already');
  expect(asked.html).toContain('Anaphylaxis (severe)');
  expect(asked.html).toContain('Riverside NHS Trust · Dr James Harrington');
  expect(await allergies(mary)).toHaveLength(1);
  const left = await chart.submit('/allergies/add', { ...answers, substance: 'Penicillin', duplicate: 'no' });
  expect(left.message).toContain('Nothing was added');
  const added = await chart.submit('/allergies/add', { ...answers, substance: 'Penicillin', duplicate: 'yes' });
  expect(added.status).toBe(303);
  expect(await allergies(mary)).toHaveLength(2);
});

test('questions that were not answered are asked again, with what was ticked', async () => {
  const { status, html } = await chart.submit('/allergies/add', { substance: 'Latex', reaction: '39579001' });
  expect(status).toBe(422);
  expect(html).toMatch(/value="39579001" checked/);
  expect(html.match(/nhsuk-error-message/g)).toHaveLength(4);
  expect((await chart.submit('/allergies/add', { ...answers, substance: 'NKDA' })).html).toContain(
    'is not a substance',
  );
});

test('“no known allergies” is recorded only when none is in force', async () => {
  expect((await chart.get('/allergies', { patient: trevor })).html).toContain('Record “No known allergies”');
  expect((await chart.get('/allergies', { patient: mary })).html).not.toContain('Record “No known allergies”');
  const first = await chart.submit('/allergies/none', {}, { patient: trevor });
  expect(first).toMatchObject({ status: 303, message: 'Recorded: no known allergies.' });
  await chart.submit('/allergies/none', {}, { patient: trevor });
  expect(await allergies(trevor)).toHaveLength(1);
  const refused = await chart.submit('/allergies/none', {}, { patient: mary });
  expect(refused.status).toBe(422);
  expect(refused.html).toContain('allergies are recorded and in force');
  expect(await allergies(mary)).toHaveLength(1);
});

test('an allergy and “no known allergies” at the same moment never stand beside each other', async () => {
  await Promise.all([
    chart.submit('/allergies/none', {}, { patient: trevor }),
    chart.submit('/allergies/add', { ...answers, substance: 'Latex' }, { patient: trevor }),
  ]);
  const inForce = (await allergies(trevor)).filter((one) => code(one) === 'active');
  expect(inForce.map((one) => one.code?.text)).toEqual(['Latex']);
});

test('refuted and mistaken entries are shown as such and no longer count', async () => {
  const [penicillin] = await allergies(mary);
  const path = `/allergies/${penicillin?.id}/refute`;
  const version = hidden((await chart.get(path)).html, 'version');
  expect((await chart.submit(path, { version, reason: 'oral challenge' })).message).toBe(
    'Marked as refuted: Penicillin.',
  );
  const { html } = await chart.get('/card');
  expect(html).toContain('<b>Allergies not recorded</b>');
  expect(html).toContain('Refuted: oral challenge');
  const second = `/allergies/${penicillin?.id}/error`;
  const lost = await chart.submit(second, { version, reason: 'wrong patient' });
  expect([lost.status, lost.html.includes('changed meanwhile')]).toEqual([422, true]);
  const next = hidden(lost.html, 'version');
  expect((await chart.submit(second, { version: next, reason: 'wrong patient' })).status).toBe(303);
  expect((await allergies(mary))[0]?.clinicalStatus).toBeUndefined();
});

test('another patient’s allergy cannot be touched, and a reader is told in words', async () => {
  const [penicillin] = await allergies(mary);
  const path = `/allergies/${penicillin?.id}/error`;
  expect((await chart.submit(path, { version: '1', reason: 'x' }, { patient: trevor })).status).toBe(404);
  const principal = holding('user/*.rs');
  expect((await chart.get('/allergies', { principal })).html).not.toContain('Refute');
  const tried = await chart.submit('/allergies/none', {}, { principal, patient: trevor });
  expect([tried.status, tried.html.includes('may not do this')]).toEqual([422, true]);
});
