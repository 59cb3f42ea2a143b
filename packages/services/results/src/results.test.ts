import { clerk, doctor, nurse, openWard, patientHerself, type Ward } from '@baseplate-epr/service-testing';
import type { DiagnosticReport, Observation } from '@medplum/fhirtypes';
import { beforeAll, expect, test } from 'vitest';
import { createResults } from './create-results.ts';

const service = createResults();
let ward: Ward;
let mary: string;

beforeAll(async () => {
  ward = await openWard();
  mary = ward.patientOf('mary-edwards');
});

async function waitingReport(): Promise<string> {
  const { html } = await ward.get(service, mary, '/alerts');
  const id = /\/report\/([^"]+)"/.exec(html)?.[1];
  if (id === undefined) throw new Error('No alert links to a report.');
  return id;
}

async function version(id: string): Promise<string> {
  return (await ward.record.read('DiagnosticReport', id)).meta?.versionId ?? '';
}

test('the card puts what waits and is most abnormal first, with value, word, range, previous, trend, time and source', async () => {
  const { text, html, status } = await ward.get(service, mary, '/card');
  expect(status).toBe(200);
  expect(text).toContain('2 reports not acknowledged');
  expect(text.indexOf('Potassium')).toBeLessThan(text.indexOf('Haemoglobin'));
  expect(text).toContain('6.9 mmol/L Previous 4.4, 20-Nov-2026');
  expect(text).toContain('▲ Very high Range 3.5 – 5.3');
  expect(text).toContain('Potassium, mmol/L trend');
  expect(text).toContain('21-Nov-2026 07:40 · Riverside NHS Trust laboratory');
  expect(text).toContain('Not acknowledged');
  expect(html.match(/<h2/g)).toHaveLength(1);
  expect(html.length).toBeLessThan(25_000);
});

test('the alert names the critical result with its times and source', async () => {
  const { text } = await ward.get(service, mary, '/alerts');
  expect(text).toContain('Potassium 6.9 mmol/L, very high, not acknowledged');
  expect(text).toContain('Collected 21-Nov-2026 07:40 · reported 21-Nov-2026 08:08');
});

test('nothing recorded is said; nothing critical is no alert; a role without the right gets 403', async () => {
  const nothing = ward.patientOf('nothing-recorded');
  const empty = (await ward.get(service, nothing, '/card')).text;
  expect(empty).toContain('No results recorded.');
  // Where there is no report, none was acknowledged either.
  expect(empty).not.toContain('all reports acknowledged');
  expect((await ward.get(service, nothing, '/alerts')).html).toBe('');
  for (const path of ['/card', '/alerts', '/all']) {
    expect((await ward.get(service, mary, path, { principal: clerk })).status).toBe(403);
  }
});

test('where older results were not read, the card does not say that none are recorded', async () => {
  const id = 'often-cancelled';
  await ward.record.update({ resourceType: 'Patient', id });
  for (let n = 0; n <= 200; n += 1) {
    await ward.record.update({
      resourceType: 'Observation',
      id: `cancelled-${n}`,
      status: n === 0 ? 'final' : 'cancelled',
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
      code: { text: 'Blood culture' },
      subject: { reference: `Patient/${id}` },
      effectiveDateTime: n === 0 ? '2026-01-01T08:00:00Z' : '2026-11-20T08:00:00Z',
      ...(n === 0 ? { valueString: 'Staphylococcus aureus' } : {}),
    });
  }
  const { text } = await ward.get(service, id, '/card');
  expect(text).not.toContain('No results recorded');
  expect(text).toContain('The newest 200 results were looked at; older ones are under All results.');
});

test('a report shows every analyte, the conclusion and the form; another patient has no such report', async () => {
  const id = await waitingReport();
  const { text } = await ward.get(service, mary, `/report/${id}`);
  expect(text).toContain('Telephoned to Ward 7');
  expect(text).toContain('Creatinine');
  expect(text).toContain('Acknowledge this report');
  const other = await ward.get(service, ward.patientOf('copd-scale-two'), `/report/${id}`);
  expect(other.status).toBe(404);
  const posted = await ward.post(service, ward.patientOf('copd-scale-two'), `/report/${id}/acknowledge`, {
    version: await version(id),
  });
  expect(posted.status).toBe(404);
});

test('a form for a version that has been replaced is refused and writes nothing', async () => {
  const id = await waitingReport();
  const { status, text } = await ward.post(service, mary, `/report/${id}/acknowledge`, {
    version: 'other',
    comment: 'Seen',
  });
  expect(status).toBe(422);
  expect(text).toContain('changed meanwhile');
  expect(text).toContain('Seen');
});

test('of two who acknowledge at once one succeeds, and the other is told who did; a correction waits again', async () => {
  const id = await waitingReport();
  const form = { version: await version(id), action: 'Action taken', comment: 'Calcium given' };
  const both = await Promise.all([
    ward.post(service, mary, `/report/${id}/acknowledge`, form, { principal: nurse }),
    ward.post(service, mary, `/report/${id}/acknowledge`, form, { principal: doctor }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  const winner = both.findIndex(({ status }) => status === 303);
  const winnerName = [nurse, doctor][winner]?.display ?? '';
  expect(both[1 - winner]?.text).toContain(`${winnerName} acknowledged this report`);
  expect(both[winner]?.message).toContain('Acknowledged: ');
  const repeated = await ward.post(service, mary, `/report/${id}/acknowledge`, form, {
    principal: [nurse, doctor][winner] ?? nurse,
  });
  expect(repeated.status).toBe(303);
  const tasks = await ward.record.search('Task', { patient: mary, focus: `DiagnosticReport/${id}` });
  expect(tasks.matches.map(({ status }) => status)).toEqual(['completed']);
  expect((await ward.get(service, mary, '/alerts')).html).toBe('');
  const page = await ward.get(service, mary, `/report/${id}`);
  expect(page.text).toContain('Calcium given');

  const report = await ward.record.read('DiagnosticReport', id);
  const potassium = (
    await ward.record.search('Observation', {
      patient: mary,
      code: 'http://loinc.org|2823-3',
      _sort: '-date',
      _count: 1,
    })
  ).matches[0];
  if (potassium?.valueQuantity === undefined) throw new Error('No potassium.');
  await ward.record.update({
    ...potassium,
    status: 'corrected',
    valueQuantity: { ...potassium.valueQuantity, value: 6.6 },
  });
  await ward.record.update({ ...report, status: 'corrected', issued: '2026-11-21T09:30:00Z' });
  const again = await ward.get(service, mary, '/card');
  expect(again.text).toContain('Corrected, replaces 6.9 mmol/L');
  expect(again.text).toContain('Changed since it was acknowledged: not acknowledged');
  const second = await Promise.all(
    [nurse, doctor].map(async (principal) =>
      ward.post(service, mary, `/report/${id}/acknowledge`, { version: await version(id) }, { principal }),
    ),
  );
  expect(second.map(({ status }) => status).toSorted()).toEqual([303, 422]);
});

test('all reports, those that wait, tests by name, and one test over time', async () => {
  const all = await ward.get(service, mary, '/all');
  expect(all.text).toContain('Urea 17.4 mmol/L ▲ High');
  const long = await ward.get(service, ward.patientOf('long-history'), '/all?page=2');
  expect(long.text).toContain('Page 2 of');
  expect((await ward.get(service, mary, '/all?show=waiting')).text).toContain('C-reactive protein');
  const tests = await ward.get(service, mary, '/all?show=tests');
  const link = /\/test\/([^"]+)">Potassium</.exec(tests.html)?.[1];
  const { text } = await ward.get(service, mary, `/test/${link}`);
  expect(text).toContain('Potassium, mmol/L');
  expect(text).toContain('4.1 mmol/L');
});

test('a patient reads her results, is not told who acknowledged them, and reads nobody else’s', async () => {
  const principal = patientHerself(mary);
  const card = await ward.get(service, mary, '/card', { principal });
  expect(card.status).toBe(200);
  expect(card.text).toContain('Potassium');
  expect(card.text).toContain('who acknowledged them is withheld for your role');
  expect(card.html).not.toMatch(/>Acknowledge<|Not acknowledged/);
  const all = await ward.get(service, mary, '/all?show=waiting', { principal });
  expect(all.text).toContain('C-reactive protein');
  expect(all.text).not.toContain('Every report has been acknowledged');
  const id = /\/report\/([^"]+)"/.exec(all.html)?.[1] ?? '';
  const report = await ward.get(service, mary, `/report/${id}`, { principal });
  expect(report.status).toBe(200);
  expect(report.html).not.toContain('<form');
  const sent = await ward.post(
    service,
    mary,
    `/report/${id}/acknowledge`,
    { version: await version(id) },
    { principal },
  );
  expect(sent.status).toBe(403);
  expect((await ward.get(service, mary, '/alerts', { principal })).status).toBe(403);
  const other = await ward.get(service, ward.patientOf('long-history'), '/all', { principal });
  expect(other.text).toContain('No results recorded.');
});

test('a critical value is an alert also as a component, as a member of a panel, within the report, and where its flag is a text', async () => {
  const id = 'odd-senders';
  const subject = { reference: `Patient/${id}` };
  await ward.record.update({ resourceType: 'Patient', id });
  const result = (name: string, more: object) => ({
    resourceType: 'Observation' as const,
    status: 'final' as const,
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
    ],
    code: { text: name },
    subject,
    effectiveDateTime: '2026-11-21T07:00:00Z',
    ...more,
  });
  const critical = { interpretation: [{ coding: [{ code: 'HH' }] }] };
  const amount = (value: number) => ({ valueQuantity: { value, unit: 'mmol/L' } });
  const potassium = { code: { text: 'Potassium part' }, ...amount(7.1), ...critical };
  const sodium = { code: { text: 'Sodium part' }, ...amount(140) };
  const { resource: child } = await ward.record.create<Observation>(
    result('Potassium member', { ...amount(7.4), ...critical }),
  );
  const stored = await Promise.all(
    [
      result('Panel of parts', { component: [potassium, sodium] }),
      result('Panel of members', { hasMember: [{ reference: `Observation/${child.id}` }] }),
      result('Potassium flagged in words', { ...amount(7.2), interpretation: [{ text: 'HH' }] }),
    ].map((each) => ward.record.create<Observation>(each)),
  );
  const contained = { ...result('Potassium within', { ...amount(7.9), ...critical }), id: 'within' };
  const { resource: report } = await ward.record.create<DiagnosticReport>({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'Odd report' },
    subject,
    issued: '2026-11-21T07:30:00Z',
    contained: [contained],
    result: [...stored.map(({ resource }) => ({ reference: `Observation/${resource.id}` })), { reference: '#within' }],
  });
  const alerts = (await ward.get(service, id, '/alerts')).text;
  expect(alerts).toContain('Panel of parts: Potassium part: 7.1 mmol/L (very high); Sodium part: 140 mmol/L, not ack');
  expect(alerts).toContain('Potassium member 7.4 mmol/L, very high');
  expect(alerts).toContain('Potassium flagged in words 7.2 mmol/L, very high');
  expect(alerts).toContain('Potassium within 7.9 mmol/L, very high');
  const page = (await ward.get(service, id, `/report/${report.id}`)).text;
  expect(page).toMatch(/Potassium within 7\.9 mmol\/L ▲ Very high Final/);
  expect(page).toContain('Panel of members In its parts');
  expect(page).not.toContain('Source unavailable');
});

test('a report in words is shown, and is not called no results', async () => {
  const id = 'report-in-words';
  await ward.record.update({ resourceType: 'Patient', id });
  const { resource } = await ward.record.create<DiagnosticReport>({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'CT head' },
    subject: { reference: `Patient/${id}` },
    issued: '2026-11-21T07:30:00Z',
    presentedForm: [
      { contentType: 'text/plain; charset=utf-8', data: Buffer.from('Subdural <large>').toString('base64') },
      { contentType: 'application/pdf', data: Buffer.from('%PDF').toString('base64') },
    ],
  });
  const card = (await ward.get(service, id, '/card')).text;
  expect(card).not.toContain('No results recorded');
  expect(card).toContain('The reports are in words: read them under All results.');
  expect((await ward.get(service, id, '/all')).text).toContain('Outside range: In words, in the report');
  const page = await ward.get(service, id, `/report/${resource.id}`);
  expect(page.html).toContain('Subdural &lt;large&gt;');
  expect(page.text).toContain('document (application/pdf), which is not shown here');
  expect(page.text).not.toContain('This report holds no results.');
});

test('a result without a time of its own counts from when it was issued, and is not taken for the oldest', async () => {
  const id = 'no-time';
  await ward.record.update({ resourceType: 'Patient', id });
  const lactate = (value: number, more: object) =>
    ward.record.create<Observation>({
      resourceType: 'Observation',
      status: 'final',
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
      code: { text: 'Lactate' },
      subject: { reference: `Patient/${id}` },
      valueQuantity: { value, unit: 'mmol/L' },
      ...more,
    });
  await lactate(9, { issued: '2026-11-21T07:00:00Z' });
  await lactate(1, { effectiveDateTime: '2026-11-10T07:00:00Z' });
  await ward.record.create<Observation>({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'Potassium' },
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
    ],
    subject: { reference: `Patient/${id}` },
    dataAbsentReason: { coding: [{ code: 'as-text' }] },
    note: [{ text: 'Haemolysed, repeat' }],
  });
  const { text } = await ward.get(service, id, '/card');
  expect(text).toMatch(/Not recorded Haemolysed, repeat/);
  expect(text).toContain('9 mmol/L Previous 1, 10-Nov-2026');
});

test('a critical result in no report is an alert for two days, or until there is a newer one', async () => {
  const id = 'in-no-report';
  await ward.record.update({ resourceType: 'Patient', id });
  const gas = (name: string, value: number, effectiveDateTime: string, flag?: string) =>
    ward.record.create<Observation>({
      resourceType: 'Observation',
      status: 'final',
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
      code: { text: name },
      subject: { reference: `Patient/${id}` },
      effectiveDateTime,
      valueQuantity: { value, unit: 'mmol/L' },
      ...(flag && { interpretation: [{ coding: [{ code: flag }] }] }),
    });
  const alerts = async () => (await ward.get(service, id, '/alerts')).text;
  await gas('Potassium', 7.1, '2026-11-21T07:00:00Z', 'HH');
  await gas('Lactate', 9, '2026-11-17T07:00:00Z', 'HH');
  const first = await alerts();
  expect(first).toContain('Potassium 7.1 mmol/L, very high, in no report');
  expect(first).not.toContain('Lactate');
  await gas('Potassium', 4.5, '2026-11-21T07:30:00Z');
  expect(await alerts()).not.toContain('Potassium');
  // Once a report holds it, the report is what waits.
  const { resource } = await gas('Sodium', 112, '2026-11-21T07:00:00Z', 'LL');
  await ward.record.create<DiagnosticReport>({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: { text: 'Urea and electrolytes' },
    subject: { reference: `Patient/${id}` },
    result: [{ reference: `Observation/${resource.id}` }],
  });
  const last = await alerts();
  expect(last).toContain('Sodium 112 mmol/L, very low, not acknowledged');
  expect(last).not.toContain('in no report');
});
