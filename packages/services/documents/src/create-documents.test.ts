import { beforeAll, expect, test } from 'vitest';
import { holding, patientOf, type TestChart, testChart } from './__fixtures__/test-chart.ts';
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
