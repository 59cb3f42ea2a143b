import { openWard, type Ward } from '@baseplate-epr/service-testing';
import { beforeAll, expect, test } from 'vitest';
import { createObservations } from '../create-observations.ts';

const service = createObservations();
let ward: Ward;
let patient: string;

beforeAll(async () => {
  ward = await openWard();
  patient = ward.patientOf('copd-scale-two');
});

const today = { 'taken-day': '21', 'taken-month': '11', 'taken-year': '2026' };

const whole = {
  ...today,
  'taken-time': '08:10',
  respirations: '21',
  saturation: '90',
  oxygen: 'oxygen',
  litres: '2',
  systolic: '98',
  diastolic: '60',
  pulse: '95',
  consciousness: 'A',
  temperature: '37',
};

async function token(): Promise<string> {
  const { html } = await ward.get(service, patient, '/record');
  const found = /name="submission" value="([^"]+)"/.exec(html)?.[1];
  if (found === undefined) throw new Error('The form has no token.');
  return found;
}

async function count(): Promise<number> {
  const found = await ward.record.search('Observation', { patient, _summary: 'count' });
  return found.total ?? -1;
}

test('a set is saved once however often it is sent, as one panel with its members, digits kept', async () => {
  const before = await count();
  const form = { ...whole, submission: await token() };
  const answers = await Promise.all([1, 2].map(() => ward.post(service, patient, '/record', form)));
  for (const { status, message } of answers) {
    expect(status).toBe(303);
    expect(message).toBe('Saved. NEWS2 7: emergency response, monitor continuously.');
  }
  expect(await count()).toBe(before + 8);
  const { text } = await ward.get(service, patient, '/card');
  expect(text).toContain('37.0, 0 points');
  expect(text).toContain('Sita Example');
  const again = await ward.post(service, patient, '/record', { ...form, pulse: '99' });
  expect(again.status).toBe(422);
  expect(again.text).toContain('saved before with other values');
  expect(await count()).toBe(before + 8);
  const panel = (
    await ward.record.search('Observation', { patient, code: 'http://loinc.org|85353-1', _sort: '-date', _count: 1 })
  ).matches[0];
  expect(panel?.encounter?.reference).toMatch(/^Encounter\//);
  expect(panel?.effectiveDateTime).toBe('2026-11-21T08:10:00+00:00');
  expect(panel?.hasMember).toHaveLength(7);
});

test('an incomplete set is saved and called so', async () => {
  const { status, message } = await ward.post(service, patient, '/record', {
    ...today,
    'taken-time': '0800',
    pulse: '80',
    submission: await token(),
  });
  expect(status).toBe(303);
  expect(message).toContain('Saved. Incomplete set. NEWS2 incomplete: ');
});

test.each([
  [{ pulse: '900' }, 'Pulse must be between 10 and 320 beats/min'],
  [{ pulse: 'fast' }, 'Pulse: write it as a number'],
  [{ temperature: '37.25' }, 'Temperature: write at most 1 digit after the point'],
  [{ respirations: '12.5' }, 'Respirations: write it as a whole number'],
  [{ litres: '' }, 'Enter the oxygen flow in litres per minute, or choose air'],
  [{ diastolic: '99' }, 'The diastolic must be lower'],
  [{ 'taken-time': '08:15' }, 'The time taken must not be in the future'],
  [{ 'taken-day': '22' }, 'The date taken must not be in the future'],
  [{ 'taken-day': '1' }, 'Say why a set of more than 7 days ago is entered now'],
  [{ 'taken-year': '1900' }, 'The date taken must not be before the date of birth'],
  [{ 'taken-day': '31' }, 'The date taken is not a date of the calendar'],
  [{ 'taken-time': 'soon' }, 'The time taken must have four digits of the 24-hour clock'],
])('what cannot be is refused in words and what was entered is kept: %o', async (wrong, message) => {
  const before = await count();
  const { status, text, html } = await ward.post(service, patient, '/record', {
    ...whole,
    ...wrong,
    submission: await token(),
  });
  expect(status).toBe(422);
  expect(text).toContain(message);
  expect(html).toContain('value="98"');
  expect(await count()).toBe(before);
});

test('an empty set is refused', async () => {
  const { status, text } = await ward.post(service, patient, '/record', {
    ...today,
    'taken-time': whole['taken-time'],
    submission: await token(),
  });
  expect(status).toBe(422);
  expect(text).toContain('Enter at least one observation');
});

test('an unusual value has to be confirmed, and only that value is', async () => {
  const form = { ...whole, pulse: '215', 'taken-time': '08:05', submission: await token() };
  const asked = await ward.post(service, patient, '/record', form);
  expect(asked.status).toBe(422);
  expect(asked.text).toContain('Is this right?');
  const other = await ward.post(service, patient, '/record', {
    ...form,
    pulse: '225',
    confirmed: 'Pulse 215 beats/min',
  });
  expect(other.status).toBe(422);
  const done = await ward.post(service, patient, '/record', { ...form, confirmed: 'Pulse 215 beats/min' });
  expect(done.status).toBe(303);
});

test('today and the time now are filled in, in fields that no language of a browser turns round', async () => {
  const { html } = await ward.get(service, patient, '/record');
  for (const [name, value] of Object.entries({ ...today, 'taken-time': '08:14' })) {
    expect(html).toMatch(new RegExp(`<input[^>]* name="${name}" type="text"[^>]* value="${value}"`));
  }
  expect(html).not.toMatch(/type="(?:date|time|datetime-local)"/);
});

test('a date and time that were refused come back as they were typed', async () => {
  const wrong = { 'taken-day': '31', 'taken-month': '2', 'taken-year': '26', 'taken-time': '9:5' };
  const { status, html } = await ward.post(service, patient, '/record', {
    ...whole,
    ...wrong,
    submission: await token(),
  });
  expect(status).toBe(422);
  for (const [name, value] of Object.entries(wrong)) {
    expect(html).toMatch(new RegExp(`<input[^>]* name="${name}"[^>]* value="${value}"`));
  }
  for (const field of ['observations-taken', 'observations-taken-time']) {
    expect(html).toContain(`href="#${field}"`);
    expect(html).toContain(`id="${field}-error"`);
  }
});

test('a draft fills the form and says that it is one', async () => {
  const { text, html } = await ward.get(service, patient, '/record', {
    drafts: { 'record-observations': { pulse: ['77'], 'taken-day': ['20'], 'taken-time': ['07:00'] } },
  });
  expect(text).toContain('Unsaved draft');
  expect(html).toContain('value="77"');
  expect(html).toMatch(/name="taken-day"[^>]* value="20"/);
  expect(html).toContain('value="07:00"');
  expect(html).not.toMatch(/name="taken-year"[^>]* value="2026"/);
});

test('a set is struck out whole, stays visible with who and why, and leaves the chart; others cannot strike it twice', async () => {
  const all = await ward.get(service, patient, '/all');
  expect(all.text).toContain('Temperature, °C');
  const path = /\/observations(\/set\/[^/]+\/strike)"/.exec(all.html)?.[1] ?? '';
  const page = await ward.get(service, patient, path);
  const versions = /name="versions" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  expect((await ward.post(service, patient, path, { versions })).text).toContain('Choose why the set is struck out');
  expect((await ward.post(service, patient, path, { versions: 'x=1', reason: 'Wrong value' })).text).toContain(
    'changed meanwhile, look again',
  );
  const other = await ward.post(service, ward.patientOf('mary-edwards'), path, { versions, reason: 'Wrong value' });
  expect(other.status).toBe(404);
  const form = { versions, reason: 'Wrong value', words: 'cuff too small', next: 'again' };
  const both = await Promise.all([1, 2].map(() => ward.post(service, patient, path, form)));
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 422]);
  expect(both.find(({ status }) => status === 422)?.text).toContain('had been struck out already');
  const location = both.find(({ status }) => status === 303)?.location ?? '';
  expect((await ward.get(service, patient, location)).html).toContain('value="37.0"');
  const after = await ward.get(service, patient, '/all');
  expect(after.text).toContain('Struck out by Sita Example, 21-Nov-2026 08:14: Wrong value: cuff too small');
  const chart = await ward.get(service, patient, '/card');
  expect(chart.text).not.toContain('08:10');
  const found = await ward.record.search('Observation', { patient, status: 'entered-in-error' });
  expect(found.matches).toHaveLength(8);
});

test('older sets follow by the record’s cursor; a period without sets says so', async () => {
  const long = ward.patientOf('long-history');
  const first = await ward.get(service, long, '/all');
  const next =
    /href="[^"]*\/observations(\/all\?period=all&amp;after=[^"]+)"/.exec(first.html)?.[1]?.replace('&amp;', '&') ?? '';
  const second = await ward.get(service, long, next);
  expect(second.status).toBe(200);
  expect(second.text).toContain('older sets');
  expect(second.text).not.toContain('No observations');
  expect((await ward.get(service, ward.patientOf('nothing-recorded'), '/all?period=day')).text).toContain(
    'No observations recorded: last 24 hours.',
  );
});
