import { holding, patientHerself, patientOf, type TestChart, testChart } from '@baseplate-epr/service-testing';
import type { Medication, MedicationRequest, Patient } from '@medplum/fhirtypes';
import { beforeAll, expect, test } from 'vitest';
import { createMedicines } from './create-medicines.ts';

let chart: TestChart;
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

beforeAll(async () => {
  chart = await testChart(createMedicines(), 3);
});

test('the card shows current medicines, newest first, by the NHS Common User Interface', async () => {
  const { status, html } = await chart.get('/card');
  expect(status).toBe(200);
  const text = words(html);
  expect(text).toContain('4 current, 1 stopped in the last 7 days');
  expect(text).toContain('apixaban — tablet — DOSE 5 mg — oral — twice a day');
  const names = ['apixaban', 'paracetamol', 'amlodipine', 'ramipril'];
  const places = names.map((name) => html.indexOf(`<b>${name}</b></span> —`));
  expect(places.every((place) => place > 0)).toBe(true);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(html.length).toBeLessThan(25_000);
});

test('a suspended medicine stays current and stands out with its reason', async () => {
  const { html } = await chart.get('/card');
  expect(html).toContain('<b>Suspended</b>: Rising creatinine');
  expect(html).toMatch(
    /clinical-list__row--changed"><p><span class="clinical-medicine"><span class="clinical-part"><b>ramipril/,
  );
});

test('what was stopped lately is counted with its period, reason and replacement', async () => {
  const text = words((await chart.get('/card')).html);
  expect(text).toContain('1 stopped in the last 7 days (since 14-Nov-2026)');
  expect(text).toContain('warfarin – Stopped : Unstable INR: changed to apixaban – 20-Nov-2026 – replaced by apixaban');
  expect(text).toContain('New this admission, replaces warfarin');
});

test('every row says when it began and where it comes from', async () => {
  const text = words((await chart.get('/card')).html);
  expect(text).toContain('Started 03-Feb-2024 10:30 · Elm Surgery · Dr Tom Hale');
  expect(text).toContain('Started 20-Nov-2026 16:22 · Riverside NHS Trust · Dr Adaeze Okafor');
});

test('current and past exclude each other', async () => {
  const current = words((await chart.get('/')).html);
  const past = words((await chart.get('/past')).html);
  expect(past).toContain('doxycycline');
  expect(past).toMatch(/warfarin .* Stopped 20-Nov-2026 16:22/);
  expect(past).not.toContain('amlodipine');
  expect(current).not.toContain('doxycycline');
});

test('no medicines is a sentence, and no right to them is 403', async () => {
  const nobody: Patient = { resourceType: 'Patient', name: [{ family: 'Nobody' }] };
  const { id = '' } = (await chart.fhir.create(nobody)).resource;
  expect((await chart.get('/card', { patient: id })).html).toContain('No current medicines recorded.');
  expect((await chart.get('/past', { patient: id })).html).toContain('No past medicines recorded.');
  expect((await chart.get('/card', { principal: holding('user/Patient.rs') })).status).toBe(403);
});

test('a role that may not see reported medicines or the directory is told so', async () => {
  const principal = holding('user/MedicationRequest.rs', 'user/Patient.rs', 'user/Encounter.rs');
  const text = words((await chart.get('/card', { principal })).html);
  expect(text).toContain('reported but not prescribed here: withheld for your role');
  expect(text).toContain('Source withheld');
});

test('another patient’s medicines are never there, and reported ones say so', async () => {
  const patient = patientOf('child-with-asthma');
  await chart.fhir.create({
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: { text: 'St John’s wort' },
    subject: { reference: `Patient/${patient}` },
    effectivePeriod: { start: '2026-10' },
    dosage: [{ text: 'one capsule a day' }],
  });
  const text = words((await chart.get('/card', { patient })).html);
  expect(text).toContain(
    'st john’s wort — one capsule a day Current Reported, not prescribed here Started Oct-2026 · Source not recorded',
  );
  expect(text).not.toContain('apixaban');
});

test('more than the card holds is counted, with suspended ones named', async () => {
  const patient = patientOf('deteriorating-patient');
  const subject = { reference: `Patient/${patient}` };
  for (let number = 1; number <= 25; number += 1) {
    await chart.fhir.create({
      resourceType: 'MedicationRequest',
      status: number === 1 ? 'on-hold' : 'active',
      intent: 'order',
      subject,
      medicationCodeableConcept: { text: `medicine ${number}` },
      authoredOn: `2011-01-${String(number).padStart(2, '0')}`,
    });
  }
  const text = words((await chart.get('/card', { patient })).html);
  expect(text).toMatch(/\d+ more not shown , 1 of them suspended: see all current medicines/);
  expect(words((await chart.get('/', { patient })).html)).toContain('medicine 1 — Dose not recorded Suspended');
});

test('a patient reads her own medicines and nobody else’s', async () => {
  const principal = patientHerself(patientOf('mary-edwards'));
  for (const [path, shown] of [
    ['/card', 'apixaban'],
    ['/past', 'warfarin'],
  ] as const) {
    const { status, html } = await chart.get(path, { principal });
    expect(status).toBe(200);
    expect(html).toContain(shown);
    expect(html).toContain('Elm Surgery · Dr Tom Hale');
    const stranger = patientHerself(patientOf('long-history'));
    expect((await chart.get(path, { principal: stranger })).html).not.toContain(shown);
  }
});

test('what is kept apart, stopped before its time or only proposed is named, counted and told as it is', async () => {
  const patient = 'odd-medicines';
  const subject = { reference: `Patient/${patient}` };
  await chart.fhir.update({ resourceType: 'Patient', id: patient });
  const product = async (name: string) => {
    const { resource } = await chart.fhir.create<Medication>({ resourceType: 'Medication', code: { text: name } });
    return { reference: `Medication/${resource.id}` };
  };
  await chart.fhir.create({
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationReference: await product('Warfarin 3 mg tablets'),
    subject,
  });
  const request = { resourceType: 'MedicationRequest' as const, intent: 'order' as const, subject };
  const { resource: early } = await chart.fhir.create<MedicationRequest>({
    ...request,
    status: 'active',
    medicationReference: await product('Amiodarone'),
    dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: '2026-11-01', end: '2099-11-01' } } } }],
  });
  await chart.fhir.update({ ...early, status: 'stopped' });
  await chart.fhir.create({ ...request, status: 'stopped', medicationCodeableConcept: { text: 'Old history' } });
  await chart.fhir.create({
    ...request,
    status: 'active',
    intent: 'proposal',
    medicationCodeableConcept: { text: 'Idea' },
  });
  const text = words((await chart.get('/card', { patient })).html);
  expect(text).toContain('warfarin 3 mg tablets — Dose not recorded');
  expect(text).toMatch(/amiodarone – Stopped – date not recorded, written \d\d-\w{3}-\d{4}/);
  expect(text).not.toContain('old history');
  expect(text).toContain('idea — Dose not recorded Proposed, not prescribed (current)');
  const past = words((await chart.get('/past', { patient })).html);
  expect(past).toMatch(/amiodarone .* End date not recorded/);
  expect(past).not.toMatch(/Stopped 01-Nov-2099/);
});
