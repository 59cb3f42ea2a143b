import { holding, patientOf, type TestChart, testChart } from '@baseplate-epr/service-testing';
import type { Condition } from '@medplum/fhirtypes';
import { beforeEach, expect, test } from 'vitest';
import { createProblemsAllergies } from '../create-problems-allergies.ts';

let chart: TestChart;
const mary = patientOf('mary-edwards');
const hidden = (html: string, name: string) =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]+)">`).exec(html)?.[1] ?? '';
const problems = async () => (await chart.fhir.search('Condition', { patient: mary, _count: 100 })).matches;
const named = async (name: string): Promise<Condition> => {
  const found = (await problems()).find(({ code }) => code?.text === name);
  if (found === undefined) throw new RangeError(`No problem is called ${name}.`);
  return found;
};

beforeEach(async () => {
  chart = await testChart(createProblemsAllergies(), 1);
});

test('adds a problem with its code, a partial date and who wrote it, and sent twice adds one', async () => {
  const submission = hidden((await chart.get('/problems/add')).html, 'submission');
  const fields = { submission, name: 'type 2 diabetes mellitus', 'onset-year': '2011', certainty: 'provisional' };
  const first = await chart.submit('/problems/add', fields);
  expect(first).toMatchObject({ status: 303, location: '', message: 'Problem saved: type 2 diabetes mellitus.' });
  expect((await chart.submit('/problems/add', fields)).status).toBe(303);
  const found = (await problems()).filter(({ code }) => code?.text === 'Type 2 diabetes mellitus');
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    code: { coding: [{ system: 'http://snomed.info/sct', code: '44054006' }] },
    onsetDateTime: '2011',
    recordedDate: '2026-11-21',
    recorder: { display: 'Dr Adaeze Okafor' },
    encounter: { reference: expect.stringMatching(/^Encounter\//) },
  });
  expect((await chart.get('/card')).html).toContain('Onset 2011 · Provisional');
});

test('two sends at the same moment add one', async () => {
  const submission = hidden((await chart.get('/problems/add')).html, 'submission');
  const fields = { submission, name: 'Gout', certainty: 'confirmed' };
  const answers = await Promise.all([1, 2, 3].map(() => chart.submit('/problems/add', fields)));
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect((await problems()).filter(({ code }) => code?.text === 'Gout')).toHaveLength(1);
});

test.each([
  [{ name: '', certainty: 'confirmed' }, 'Enter the problem or diagnosis.'],
  [{ name: 'Gout' }, 'Say how certain it is.'],
  [
    { name: 'Gout', certainty: 'confirmed', 'onset-day': '31', 'onset-month': '2', 'onset-year': '2020' },
    'is not a date',
  ],
  [{ name: 'Gout', certainty: 'confirmed', 'onset-day': '3' }, 'needs a year'],
  [{ name: 'Gout', certainty: 'confirmed', 'onset-year': '2027' }, 'is in the future'],
])('keeps what was typed and says what is wrong: %j', async (fields, message) => {
  const { status, html } = await chart.submit('/problems/add', { ...fields, note: 'left <foot>' });
  expect(status).toBe(422);
  expect(html).toContain(message);
  expect(html).toContain('left &lt;foot&gt;');
  expect(await problems()).toHaveLength(4);
});

test('a draft is shown and said to be one, and keeps its submission', async () => {
  const submission = '11111111-1111-4111-8111-111111111111';
  const drafts = { 'new-problem': { name: ['Gout'], submission: [submission] } };
  const { html } = await chart.get('/problems/add', { page: { drafts } });
  expect(html).toContain('Unsaved draft');
  expect(html).toContain('value="Gout"');
  expect(hidden(html, 'submission')).toBe(submission);
});

test('resolves in two steps, with the version that was looked at', async () => {
  const { id } = await named('Atrial fibrillation');
  const form = await chart.get(`/problems/${id}/resolve`);
  expect(form.html).toContain('Elm Surgery · Dr Tom Hale');
  const version = hidden(form.html, 'version');
  const date = { 'ended-month': '10', 'ended-year': '2026' };
  const early = await chart.submit(`/problems/${id}/resolve`, { version, step: 'check', 'ended-year': '2018' });
  expect([early.status, early.html.includes('before the date it began')]).toEqual([422, true]);
  const confirm = await chart.submit(`/problems/${id}/resolve`, { version, step: 'check', ...date });
  expect(confirm.status).toBe(200);
  expect(confirm.html).toContain('<b>Oct-2026</b>');
  expect((await named('Atrial fibrillation')).clinicalStatus?.coding?.[0]?.code).toBe('active');
  const back = await chart.submit(`/problems/${id}/resolve`, { version, step: 'change', ...date });
  expect(back.html).toContain('value="2026"');
  const done = await chart.submit(`/problems/${id}/resolve`, { version, step: 'save', ...date });
  expect(done).toMatchObject({ status: 303, message: 'Problem resolved: Atrial fibrillation.' });
  expect(await named('Atrial fibrillation')).toMatchObject({
    clinicalStatus: { coding: [{ code: 'resolved' }] },
    abatementDateTime: '2026-10',
  });
  expect((await chart.submit(`/problems/${id}/resolve`, { version, step: 'save', ...date })).status).toBe(303);
});

test('a lost race is said, and nothing is overwritten', async () => {
  const problem = await named('Atrial fibrillation');
  const path = `/problems/${problem.id}/resolve`;
  const version = hidden((await chart.get(path)).html, 'version');
  await chart.fhir.update({ ...problem, note: [{ text: 'written meanwhile' }] });
  const lost = await chart.submit(path, { version, step: 'save', 'ended-year': '2026' });
  expect(lost.status).toBe(422);
  expect(lost.html).toContain('changed meanwhile');
  expect(lost.html).toContain('written meanwhile');
  expect((await named('Atrial fibrillation')).clinicalStatus?.coding?.[0]?.code).toBe('active');
});

test('entered in error needs a reason, stays visible and is never active', async () => {
  const { id } = await named('Acute kidney injury stage 2');
  const path = `/problems/${id}/error`;
  const version = hidden((await chart.get(path)).html, 'version');
  expect((await chart.submit(path, { version, reason: ' ' })).html).toContain('Say why');
  const done = await chart.submit(path, { version, reason: 'wrong patient' });
  expect(done).toMatchObject({ status: 303, location: '/problems' });
  const { html } = await chart.get('/card');
  expect(html).toContain('2 active');
  expect(html).toContain('Refuted or entered in error (1)');
  expect(html).toContain('Entered in error: wrong patient');
});

test('a past problem can be entered in error too', async () => {
  const path = `/problems/${(await named('Pneumonia')).id}/error`;
  const version = hidden((await chart.get(path)).html, 'version');
  expect((await chart.submit(path, { version, reason: 'never had it' })).status).toBe(303);
  expect(await named('Pneumonia')).toMatchObject({ verificationStatus: { coding: [{ code: 'entered-in-error' }] } });
});

test('another patient’s problem is not in this chart, whatever is sent', async () => {
  const { id } = await named('Atrial fibrillation');
  const patient = patientOf('child-with-asthma');
  for (const path of [`/problems/${id}/resolve`, `/problems/${id}/error`]) {
    expect((await chart.get(path, { patient })).status).toBe(404);
    expect((await chart.submit(path, { version: '1', step: 'save', reason: 'x' }, { patient })).status).toBe(404);
  }
  expect((await named('Atrial fibrillation')).meta?.versionId).toBe('1');
});

test('a role that may not write sees no way to, and is told in words if it tries', async () => {
  const principal = holding('user/*.rs');
  expect((await chart.get('/card', { principal })).html).not.toContain('Add a problem');
  expect((await chart.get('/problems', { principal })).html).not.toContain('resolve');
  const tried = await chart.submit('/problems/add', { name: 'Gout', certainty: 'confirmed' }, { principal });
  expect(tried.status).toBe(422);
  expect(tried.html).toContain('the role Consultant may not do this');
  expect(tried.html).toContain('value="Gout"');
});
