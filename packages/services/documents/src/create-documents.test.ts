import { holding, patientHerself, patientOf, type TestChart, testChart } from '@baseplate-epr/service-testing';
import type { Binary, DocumentReference } from '@medplum/fhirtypes';
import { beforeAll, expect, test } from 'vitest';
import { createDocuments } from './create-documents.ts';

let chart: TestChart;
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

beforeAll(async () => {
  chart = await testChart(createDocuments(), 1);
});

test('the card shows the newest documents with kind, date, organisation and author', async () => {
  const { status, html } = await chart.get('/card');
  expect(status).toBe(200);
  const text = words(html);
  expect(text).toContain('Nursing note 21-Nov-2026 06:10 · Riverside NHS Trust · Ms Sanna Lindqvist · Progress note');
  expect(text).toContain(
    'Anticoagulant clinic summary 05-Oct-2026 09:00 · Elm Surgery · Dr Tom Hale · Clinical letter',
  );
  expect(html.indexOf('Nursing note')).toBeLessThan(html.indexOf('Cardiology clinic letter'));
});

test('withheld is 403', async () => {
  expect((await chart.get('/card', { principal: holding('user/Patient.rs') })).status).toBe(403);
  expect(patientOf('mary-edwards')).toBeDefined();
});

test('the whole list can be narrowed to a kind', async () => {
  const { html } = await chart.get('/');
  expect(words(html)).toContain('4, newest first');
  expect(html).toContain('?kind=11506-3');
  const narrowed = words((await chart.get('/?kind=11506-3')).html);
  expect(narrowed).toContain('Notes and letters: Progress note 2 of 4, newest first');
  expect(narrowed).not.toContain('Cardiology clinic letter');
});

test('plain text and HTML letters are read within the chart', async () => {
  const list = await chart.fhir.search('DocumentReference', { patient: patientOf('mary-edwards') });
  const idOf = (title: string) => list.matches.find(({ description }) => description === title)?.id;
  const text = await chart.get(`/read/${idOf('Anticoagulant clinic summary')}`);
  expect(text.html).toContain('<pre class="clinical-text">');
  expect(text.html).toContain('Omit warfarin for two days');
  const letter = await chart.get(`/read/${idOf('Cardiology clinic letter')}`);
  expect(words(letter.html)).toContain('Please avoid medicines that prolong the QT interval');
  expect(letter.html).not.toContain('&lt;p&gt;');
});

test('a file is told with its type and length, and reached as a download', async () => {
  const patient = `Patient/${patientOf('mary-edwards')}`;
  const bytes = Buffer.from('%PDF-1.7 not really');
  const binary = await chart.fhir.create<Binary>({
    resourceType: 'Binary',
    contentType: 'application/pdf',
    securityContext: { reference: patient },
    data: bytes.toString('base64'),
  });
  const scan: DocumentReference = {
    resourceType: 'DocumentReference',
    status: 'current',
    subject: { reference: patient },
    description: 'Scanned letter',
    content: [
      { attachment: { contentType: 'application/pdf', size: 19, url: `Binary/${binary.resource.id}` } },
      { attachment: { contentType: 'text/plain', url: 'https://elsewhere.example/letter' } },
    ],
  };
  const { id } = (await chart.fhir.create(scan)).resource;
  const { html } = await chart.get(`/read/${id}`);
  expect(words(html)).toContain('This is a file (application/pdf, 19 bytes), which is not shown here.');
  expect(words(html)).toContain('kept outside this record');
  const path = `/file/${id}/0`;
  expect(html).toContain(`/services/documents${path}`);
  const downloaded = await chart.download(path);
  expect(downloaded.headers.get('content-disposition')).toBe('attachment; filename="document.pdf"');
  expect(Buffer.from(await downloaded.arrayBuffer())).toEqual(bytes);
  expect((await chart.download(path, holding('user/Patient.rs'))).status).toBe(403);
  expect((await chart.download('/file/nothing/0')).status).toBe(404);
});

test('a patient reads her own notes and letters and nobody else’s, and is offered to write none', async () => {
  const principal = patientHerself(patientOf('mary-edwards'));
  const { status, html } = await chart.get('/', { principal });
  expect(status).toBe(200);
  expect(html).toContain('Nursing note');
  expect(html).not.toMatch(/\/(write|correct|error)\b/);
  const id = /\/read\/([^"]+)"/.exec(html)?.[1] ?? '';
  const page = await chart.get(`/read/${id}`, { principal });
  expect(page.status).toBe(200);
  expect(page.html).not.toMatch(/<form|\/(correct|error)\//);
  for (const path of ['/write', `/correct/${id}`, `/error/${id}`])
    expect((await chart.get(path, { principal })).status, path).toBe(403);
  const stranger = patientHerself(patientOf('long-history'));
  expect((await chart.get('/', { principal: stranger })).html).not.toContain('Nursing note');
  expect((await chart.get(`/read/${id}`, { principal: stranger })).status).toBe(404);
});

test('what another document replaces is superseded, also where its sender left it as current', async () => {
  const patient = 'left-as-current';
  await chart.fhir.update({ resourceType: 'Patient', id: patient });
  const letter = (description: string, date: string, more: object = {}) =>
    chart.fhir.create<DocumentReference>({
      resourceType: 'DocumentReference',
      status: 'current',
      subject: { reference: `Patient/${patient}` },
      description,
      date,
      content: [{ attachment: { contentType: 'text/plain', data: Buffer.from(description).toString('base64') } }],
      ...more,
    });
  const { resource: old } = await letter('Old plan', '2026-11-19T08:00:00Z');
  const target = { reference: `DocumentReference/${old.id}` };
  await letter('New plan', '2026-11-20T08:00:00Z', { relatesTo: [{ code: 'replaces', target }] });
  const card = words((await chart.get('/card', { patient })).html);
  expect(card).toContain('Old plan Superseded');
  expect(card).not.toContain('New plan Superseded');
  const page = words((await chart.get(`/read/${old.id}`, { patient })).html);
  expect(page).toContain('This has been replaced. Do not act on it. Read the version of 20-Nov-2026 08:00');
  expect(page).not.toContain('· Current');
});
