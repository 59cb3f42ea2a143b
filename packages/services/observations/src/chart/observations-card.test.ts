import { clerk, openWard, patientHerself, type Ward } from '@baseplate-epr/service-testing';
import type { Encounter, Observation } from '@medplum/fhirtypes';
import { beforeAll, expect, test } from 'vitest';
import { createObservations } from '../create-observations.ts';

const service = createObservations();
let ward: Ward;

beforeAll(async () => {
  ward = await openWard();
});

const card = (story: string, path = '/card') => ward.get(service, ward.patientOf(story), path);

test('the last six sets with points, total, band, response, source and the acknowledgement of the college', async () => {
  const { text, html, status } = await card('mary-edwards');
  expect(status).toBe(200);
  expect(text).toContain('25, 3 points');
  expect(text).toContain('98/58, 2 points');
  expect(text).toContain('38.6, 1 point');
  expect(text).toContain('12 High');
  expect(text).toContain('NEWS2 12: emergency response, monitor continuously.');
  expect(text).toContain('21-Nov-2026 08:00');
  expect(text).toContain('SpO₂ scale 1 decided by Dr Adaeze Okafor, 20-Nov-2026 13:22.');
  expect(text).toContain('Royal College of Physicians');
  expect(html.match(/<h2/g)).toHaveLength(1);
  expect(html.length).toBeLessThan(25_000);
});

test('SpO₂ scale 2 holds from the decision on, and is named with who decided', async () => {
  const { text } = await card('copd-scale-two');
  expect(text).toContain('SpO₂ scale 2');
  expect(text).toContain('90, 0 points');
  expect(text).toContain('95, 2 points');
  expect(text).toMatch(/SpO₂ scale 2 decided by \S+ .+, \d\d-Nov-2026 \d\d:\d\d/);
});

test('an incomplete set has no total and says what is missing', async () => {
  const { text } = await card('observation-gaps');
  expect(text).toMatch(/Incomplete: .+ missing/);
});

test('NEWS2 is withheld in pregnancy and under 16, with the reason; the values are shown', async () => {
  const pregnancy = await card('pregnancy');
  expect(pregnancy.text).toContain('NEWS2 not scored: it is not for use in pregnancy');
  expect(pregnancy.text).toContain('148/92');
  expect(pregnancy.text).toContain('Not scored: pregnancy');
  expect(pregnancy.text).not.toMatch(/\d (Low|Medium|High)/);
  const child = await card('child-with-asthma');
  expect(child.text).toContain('NEWS2 not scored: it is not for patients under 16');
  expect((await card('pregnancy', '/alerts')).html).toBe('');
});

test('nothing recorded is said, and the way to record is there', async () => {
  const { text } = await card('nothing-recorded');
  expect(text).toContain('No observations recorded.');
  expect(text).toContain('Record observations');
});

test('a role that may not see observations gets 403 for the card and for the alerts', async () => {
  for (const path of ['/card', '/alerts']) {
    expect((await ward.get(service, ward.patientOf('mary-edwards'), path, { principal: clerk })).status).toBe(403);
  }
});

test('the alert says the score, what to do, and the time of the set', async () => {
  const { text } = await card('mary-edwards', '/alerts');
  expect(text).toContain('NEWS2 12: emergency response');
  expect(text).toContain('Call the registrar');
  expect(text).toContain('Last set 21-Nov-2026 08:00');
  expect(text).not.toContain('overdue');
});

test('a late set is an alert of its own; a low score in time is none', async () => {
  const late = await ward.get(service, ward.patientOf('mary-edwards'), '/alerts', { now: ward.now + 3 * 3_600_000 });
  expect(late.text).toContain('Next set overdue by 2 hours');
  expect((await card('copd-scale-two', '/alerts')).html).toBe('');
});

test('the dead and the discharged raise no alert', async () => {
  expect((await card('death-in-hospital', '/alerts')).html).toBe('');
  const { text } = await card('death-in-hospital');
  expect(text).toContain('The patient has died. No response to the scores is called for.');
  expect(text).not.toContain('monitor');
  expect((await card('lives-abroad', '/alerts')).html).toBe('');
});

test('a patient reads her own observations and nobody else’s, and is offered to write none', async () => {
  const mary = ward.patientOf('mary-edwards');
  const principal = patientHerself(mary);
  for (const path of ['/card', '/all', '/alerts']) {
    const { status, html } = await ward.get(service, mary, path, { principal });
    expect(status).toBe(200);
    expect(html).toContain('12');
    expect(html).not.toMatch(/<form|\/(record|strike)\b/);
  }
  expect((await ward.get(service, mary, '/record', { principal })).status).toBe(403);
  expect((await ward.get(service, mary, '/set/any/strike', { principal })).status).toBe(403);
  const other = await ward.get(service, ward.patientOf('copd-scale-two'), '/card', { principal });
  expect(other.status).toBe(404);
  expect(other.html).not.toMatch(/\d/);
});

test('a patient who is not there is answered and not thrown: a few old links would take the panel from every chart', async () => {
  for (const path of ['/card', '/alerts', '/all', '/record']) {
    const { status, text } = await ward.get(service, 'nobody-is-here', path);
    expect([path, status]).toEqual([path, 404]);
    expect(text).toContain('nothing of this in the record');
  }
});

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const vital = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
];
const part = (code: string, value: number, unit: string) => ({
  code: loinc(code),
  valueQuantity: { value, unit, code: unit, system: 'http://unitsofmeasure.org' },
});

test('a set in components and with a period is read, scored and dated as one of members', async () => {
  const id = 'set-in-components';
  await ward.record.update({ resourceType: 'Patient', id, birthDate: '1950-01-01' });
  await ward.record.create<Observation>({
    resourceType: 'Observation',
    status: 'final',
    category: vital,
    code: loinc('85353-1'),
    subject: { reference: `Patient/${id}` },
    effectivePeriod: { start: '2026-11-21T07:00:00Z', end: '2026-11-21T07:05:00Z' },
    component: [
      part('9279-1', 28, '/min'),
      part('59408-5', 88, '%'),
      part('8480-6', 85, 'mm[Hg]'),
      part('8462-4', 50, 'mm[Hg]'),
      part('8867-4', 135, '/min'),
      part('8331-1', 103.1, '[degF]'),
    ],
  });
  const { text } = await ward.get(service, id, '/card');
  expect(text).toContain('28, 3 points');
  expect(text).toContain('85/50, 3 points');
  expect(text).toContain('103.1 °F, 2 points');
  expect(text).toContain('Last set 21-Nov-2026 07:00');
  expect((await ward.get(service, id, '/alerts')).text).toContain('Already calls for: emergency response');
  const all = await ward.get(service, id, '/all');
  expect(all.text).toMatch(/Graphs.*28 breaths\/min.*88%.*135 beats\/min.*85\/50 mmHg.*Sets/);
  const list = all.html;
  const set = /\/set\/([^/"]+)\/strike/.exec(list)?.[1] ?? '';
  const page = (await ward.get(service, id, `/set/${set}/strike`)).html;
  const versions = /name="versions" value="([^"]*)"/.exec(page)?.[1] ?? '';
  await ward.post(service, id, `/set/${set}/strike`, { versions, reason: 'Wrong patient' });
  const { matches } = await ward.record.search('Observation', { patient: id });
  expect(matches.map(({ status }) => status)).toEqual(['entered-in-error']);
});

test('what was measured outside a set is told, with its limit and time, and is not called nothing', async () => {
  const id = 'single-observations';
  await ward.record.update({ resourceType: 'Patient', id });
  const { code, valueQuantity } = part('8480-6', 250, 'mm[Hg]');
  await ward.record.create<Observation>({
    resourceType: 'Observation',
    status: 'final',
    category: vital,
    code: { ...loinc('85354-9'), text: 'Blood pressure' },
    subject: { reference: `Patient/${id}` },
    effectiveDateTime: '2026-11-21T07:00:00Z',
    component: [
      { code: { ...code, text: 'Systolic' }, valueQuantity: { ...valueQuantity, comparator: '>' } },
      { ...part('8462-4', 120, 'mm[Hg]'), code: { ...loinc('8462-4'), text: 'Diastolic' } },
    ],
  });
  const { text } = await ward.get(service, id, '/card');
  expect(text).not.toContain('No observations recorded.');
  expect(text).toContain('Systolic: more than 250 mmHg; Diastolic: 120 mmHg, 21-Nov-2026 07:00');
});

test('a set whose time has not come yet is told, and does not keep the next one from being due', async () => {
  const id = 'set-ahead';
  await ward.record.update({ resourceType: 'Patient', id, birthDate: '1950-01-01' });
  const subject = { reference: `Patient/${id}` };
  await ward.record.create<Encounter>({
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { code: 'IMP' },
    subject,
    period: { start: '2026-11-20T07:00:00Z' },
  });
  await ward.record.create<Observation>({
    resourceType: 'Observation',
    status: 'final',
    category: vital,
    code: loinc('85353-1'),
    subject,
    effectiveDateTime: '2027-11-21T07:00:00Z',
    component: [part('9279-1', 16, '/min')],
  });
  expect((await ward.get(service, id, '/card')).text).toContain('newest set carries a time that has not come yet');
  expect((await ward.get(service, id, '/alerts')).text).toContain('Observations overdue');
});
