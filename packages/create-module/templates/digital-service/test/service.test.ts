import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clerk, inRole, patientOf, testChart } from '@baseplate-epr/service-testing';
import { createService } from '../src/index.ts';

const patient = patientOf('mary-edwards');
const submission = '7a0b3a52-6f3e-4c27-9a51-3f6a2f0d9b11';

test('a chart without reminders says so; one that was added stands there', async () => {
  const chart = await testChart(createService());
  assert.match((await chart.get('/card')).text, /No open reminders recorded/);
  const saved = await chart.submit('/add', { patient, submission, text: 'Ring the daughter <before> six' });
  assert.equal(saved.status, 303);
  assert.equal(saved.message, 'Reminder saved.');
  const card = await chart.get('/card');
  assert.match(card.html, /Ring the daughter &lt;before&gt; six/);
});

test('a form that is sent twice writes one reminder', async () => {
  const chart = await testChart(createService());
  for (let time = 0; time < 2; time += 1) await chart.submit('/add', { patient, submission, text: 'Once' });
  const { matches } = await chart.fhir.search('Task', { patient, code: 'urn:module-name|reminder' });
  assert.equal(matches.length, 1);
});

test('a form with a mistake comes back with what was typed and a link to the field', async () => {
  const chart = await testChart(createService());
  const long = 'x'.repeat(501);
  const { status, html } = await chart.submit('/add', { patient, submission, text: long });
  assert.equal(status, 422);
  assert.match(html, /href="#module-name-text"/);
  assert.ok(html.includes(long));
  assert.equal((await chart.submit('/add', { patient, submission, text: ' ' })).status, 422);
});

test('a draft is shown, and the form carries the fields of the page', async () => {
  const chart = await testChart(createService());
  const { html } = await chart.get('/add', { drafts: { 'new-reminder': { text: ['Half a sent'] } } });
  assert.match(html, /Half a sent/);
  assert.ok(html.includes(`name="patient" value="${patient}"`));
});

test('whoever may not see reminders is told that they are withheld', async () => {
  const chart = await testChart(createService());
  assert.equal((await chart.get('/card', { principal: clerk })).status, 403);
});

test('a ward nurse may add a reminder; an administrator sees none', async () => {
  const chart = await testChart(createService());
  const sent = { patient, submission, text: 'Ring the daughter' };
  assert.equal((await chart.submit('/add', sent, { principal: inRole('ward-nurse') })).status, 303);
  assert.equal((await chart.get('/card', { principal: inRole('administrator') })).status, 403);
});
