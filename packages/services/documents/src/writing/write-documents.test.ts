import { holding, patientOf, type TestChart, testChart } from '@baseplate-epr/service-testing';
import type { DocumentReference } from '@medplum/fhirtypes';
import { beforeEach, expect, test } from 'vitest';
import { createDocuments } from '../create-documents.ts';

let chart: TestChart;
const mary = patientOf('mary-edwards');
const hidden = (html: string, name: string) =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]+)">`).exec(html)?.[1] ?? '';
const documents = async () =>
  (await chart.fhir.search('DocumentReference', { patient: mary, _sort: '-date', _count: 50 })).matches;
const titled = async (title: string): Promise<DocumentReference> => {
  const found = (await documents()).find((one) => one.description === title);
  if (found === undefined) throw new RangeError(`No document is called ${title}.`);
  return found;
};
const fields = { kind: 'nursing', title: 'Family told', text: 'Daughter telephoned.\r\nShe knows <everything>.' };

beforeEach(async () => {
  chart = await testChart(createDocuments(), 2);
});

test('writes a note with its author, stay and bytes; sent twice or at once, one', async () => {
  const submission = hidden((await chart.get('/write')).html, 'submission');
  const answers = await Promise.all([1, 2].map(() => chart.submit('/write', { ...fields, submission })));
  answers.push(await chart.submit('/write', { ...fields, submission }));
  expect(answers.map(({ status, message }) => [status, message])).toEqual(
    [1, 2, 3].map(() => [303, 'Nursing note saved.']),
  );
  expect(await documents()).toHaveLength(5);
  const note = await titled('Family told');
  expect(note).toMatchObject({
    status: 'current',
    docStatus: 'final',
    type: { text: 'Nursing note' },
    author: [{ display: 'Dr Adaeze Okafor' }],
    custodian: { display: 'Riverside NHS Trust' },
    context: { encounter: [{ reference: expect.stringMatching(/^Encounter\//) }] },
  });
  const { html } = await chart.get(`/read/${note.id}`);
  expect(html).toContain('Daughter telephoned.\nShe knows &lt;everything&gt;.');
});

test('a form that was sent, altered and sent again writes what it says now', async () => {
  const submission = hidden((await chart.get('/write')).html, 'submission');
  for (const text of ['Daughter telephoned.', 'Daughter telephoned: do not resuscitate was discussed.'])
    expect((await chart.submit('/write', { ...fields, submission, text })).status).toBe(303);
  expect(await documents()).toHaveLength(6);
});

test('keeps what was typed and says what is wrong', async () => {
  const { status, html } = await chart.submit('/write', { title: 'Family told', text: '' });
  expect(status).toBe(422);
  expect(html).toContain('Write the note.');
  expect(html).toContain('Say what kind of note it is.');
  expect(html).toContain('value="Family told"');
  const drafts = { note: { text: ['half a no'] } };
  const opened = await chart.get('/write', { page: { drafts } });
  expect(opened.html).toContain('Unsaved draft');
  expect(opened.html).toContain('half a no');
});

test('a correction replaces the note, which stays readable as superseded', async () => {
  const { id } = await titled('Nursing note');
  const form = await chart.get(`/correct/${id}`);
  expect(form.html).toContain('Oxygen started at 2 litres a minute');
  const [submission, version] = [hidden(form.html, 'submission'), hidden(form.html, 'version')];
  const sent = { submission, version, title: 'Nursing note', text: 'NEWS2 12, not 8.' };
  const done = await chart.submit(`/correct/${id}`, sent);
  expect(done).toMatchObject({ status: 303, location: expect.stringMatching(/^\/read\/[0-9a-f-]{36}$/) });
  expect((await chart.submit(`/correct/${id}`, sent)).status).toBe(303);
  expect(await documents()).toHaveLength(5);
  const old = await chart.get(`/read/${id}`);
  expect(old.html).toContain('Do not act on it');
  expect(old.html).toContain(String(done.location));
  expect(old.html).not.toContain('Correct this note');
  expect((await chart.get(String(done.location))).html).toContain('This corrects');
  expect((await chart.get('/card')).html).toContain('>Superseded</strong>');
});

test('a note that was changed meanwhile is not superseded, and the correction is kept on the page', async () => {
  const note = await titled('Nursing note');
  const version = hidden((await chart.get(`/correct/${note.id}`)).html, 'version');
  await chart.fhir.update({ ...note, docStatus: 'amended' });
  const lost = await chart.submit(`/correct/${note.id}`, { version, text: 'my words' });
  expect(lost.status).toBe(422);
  expect(lost.html).toContain('changed meanwhile');
  expect(lost.html).toContain('my words');
  expect(await documents()).toHaveLength(4);
});

test('entered in error needs a reason, which is shown with who said it', async () => {
  const { id } = await titled('Medical clerking');
  const version = hidden((await chart.get(`/error/${id}`)).html, 'version');
  expect((await chart.submit(`/error/${id}`, { version, reason: '' })).html).toContain('Say why');
  expect((await chart.submit(`/error/${id}`, { version, reason: 'wrong patient' })).status).toBe(303);
  const { html } = await chart.get(`/read/${id}`);
  expect(html).toContain('This should not have been written');
  expect(html).toContain('Reason: wrong patient (Dr Adaeze Okafor, 21-Nov-2026 08:14)');
});

test('another patient’s document is not in this chart, whatever is sent', async () => {
  const { id } = await titled('Nursing note');
  const patient = patientOf('deteriorating-patient');
  for (const path of [`/read/${id}`, `/correct/${id}`, `/error/${id}`]) {
    expect((await chart.get(path, { patient })).status).toBe(404);
  }
  for (const path of [`/correct/${id}`, `/error/${id}`]) {
    expect((await chart.submit(path, { version: '1', text: 'x', reason: 'x' }, { patient })).status).toBe(404);
  }
  expect((await titled('Nursing note')).meta?.versionId).toBe('1');
});

test('a role that may not write sees no way to, and is told in words if it tries', async () => {
  const principal = holding('user/*.rs');
  expect((await chart.get('/card', { principal })).html).not.toContain('Write a note');
  const { id } = await titled('Nursing note');
  expect((await chart.get(`/read/${id}`, { principal })).html).not.toContain('Correct this note');
  for (const path of ['/write', `/correct/${id}`, `/error/${id}`]) {
    const version = '1';
    const tried = await chart.submit(path, { ...fields, reason: 'x', version }, { principal });
    expect([tried.status, tried.html.includes('the role Consultant may not do this')]).toEqual([422, true]);
  }
});
