import { clerk, doctor, nurse, patientHerself, patientOf } from '@baseplate-epr/service-testing';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestRound, testRound } from './__fixtures__/test-round.ts';
import type { FormDraftView } from './drafts/kept-draft.ts';
import type { PanelView, ServicePageView } from './panels/panel-views.ts';
import type { PatientView } from './patient/patient-view.ts';
import type { SearchView } from './search/search-view.ts';
import type { SessionView } from './session/session-view.ts';
import type { WardsView, WardView } from './wards/ward-views.ts';

let round: TestRound;
const mary = patientOf('mary-edwards');
const about = `/round/patients/${mary}`;

beforeAll(async () => {
  round = await testRound(3);
});

beforeEach(() => {
  round.fragments.answer = ({ service, path }) => ({
    outcome: 'content',
    status: 200,
    html: `<p>${service} wrote ${path}</p>`,
  });
});

const session = async (principal = nurse) => (await round.get('/round/session', { principal })).body<SessionView>();
const refusing =
  (type: string, status: number): typeof fetch =>
  async (input, init) => {
    const { pathname } = new URL(typeof input === 'string' ? input : input.toString(), 'http://127.0.0.1:3000');
    if (pathname.startsWith(`/fhir/${type}`))
      return Response.json({ resourceType: 'OperationOutcome', issue: [] }, { status });
    return round.record.fetchAs(nurse)(String(input), init);
  };

test('a ward has everybody with the latest NEWS2, and nobody twice', async () => {
  const { wards } = (await round.get('/round/wards')).body<WardsView>();
  if (wards.state !== 'there') throw new Error('No wards.');
  const ward7 = wards.value.find(({ name }) => name === 'Ward 7');
  const { patients } = (await round.get(`/round/wards/${ward7?.key}`)).body<WardView>();
  if (patients.state !== 'there') throw new Error('No patients.');
  expect(patients.value).toHaveLength(ward7?.inpatients ?? -1);
  const row = patients.value.find(({ id }) => id === mary);
  expect(row).toMatchObject({
    name: 'EDWARDS, Mary (Mrs)',
    nhsNumber: '999 123 4578',
    bed: '12',
    news2: { state: 'there', value: { latest: { score: { outcome: 'complete', total: 12, risk: 'high' } } } },
  });
  expect((await round.get('/round/wards/no-such-ward')).status).toBe(404);
});

test('what decides about the score and did not come takes the score away, never makes it another', async () => {
  const { wards } = (await round.get('/round/wards')).body<WardsView>();
  const [ward] = wards.state === 'there' ? wards.value : [];
  const answer = await round.get(`/round/wards/${ward?.key}`, { fetch: refusing('Condition', 500) });
  const { patients } = answer.body<WardView>();
  expect(patients.state === 'there' && patients.value.every(({ news2 }) => news2.state === 'unavailable')).toBe(true);
});

test('each part of a patient is there, withheld or not answered, by itself', async () => {
  const whole = (await round.get(about)).body<PatientView>();
  expect([whole.observations, whole.problems, whole.medicines, whole.results].map(({ state }) => state)).toEqual(
    Array(4).fill('there'),
  );
  const away = (await round.get(about, { fetch: refusing('MedicationRequest', 503) })).body<PatientView>();
  expect([away.medicines.state, away.problems.state]).toEqual(['unavailable', 'there']);
  const kept = (await round.get(about, { principal: clerk })).body<PatientView>();
  expect([kept.banner.allergies.state, kept.observations.state, kept.results.state]).toEqual(Array(3).fill('withheld'));
  expect((await round.get('/round/patients/nobody')).status).toBe(404);
});

test('the page comes with its first answers as data, and the kept page without anything', async () => {
  const page = await round.get(`/patients/${mary}`);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.text).toContain('EDWARDS, Mary');
  expect(page.text).not.toMatch(
    /<script(?! type="module" src="\/assets\/| type="application\/json")|<style|style=|onload/,
  );
  const bare = await round.get('/round/page');
  expect(bare.text).not.toMatch(/EDWARDS|csrf|first-answers/);
  expect((await round.get('/nowhere')).status).toBe(404);
});

test('a text of the record cannot end the data of the page', async () => {
  const id = 'a-nasty-name';
  const name = [{ family: '</script><script>alert(1)</script>', given: ['<!--'] }];
  await round.record.fhir.update({ resourceType: 'Patient', id, name });
  const { text } = await round.get(`/patients/${id}`);
  expect(text).not.toContain('<script>alert');
  expect(text).not.toContain('<!--');
  expect(text).toContain('\\u003c/SCRIPT>');
});

test('a search finds who is not in hospital, by what the workspace takes, with what tells people apart', async () => {
  const find = async (typed: string, options = {}) => round.post('/round/search', { typed }, options);
  const id = 'not-in-hospital';
  const address = [{ line: ['1 Riverside'], city: 'Leeds' }];
  const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' }];
  for (const [one, given] of [
    [id, 'Ada'],
    ['her-twin', 'Ida'],
  ] as const)
    await round.record.fhir.update({
      resourceType: 'Patient',
      id: one,
      name: [{ family: 'Quickly', given: [given] }],
      birthDate: '1950-02-03',
      gender: 'female',
      address,
      ...(one === id ? { identifier } : { deceasedBoolean: true }),
    });
  for (const typed of ['quickly ada', 'ADA', '999 000 0018', 'quickly 3/2/1950'])
    expect((await find(typed)).body<SearchView>().patients.map((one) => one.id)).toContain(id);
  const both = (await find('quickly')).body<SearchView>();
  expect(both.words).toBe('2 patients found');
  expect(both.patients).toMatchObject([
    { name: 'QUICKLY, Ada', nhsNumber: '999 000 0018', address: '1 Riverside, Leeds', states: [] },
    { name: 'QUICKLY, Ida', nhsNumber: 'Not recorded', states: [expect.stringMatching(/^Died/)] },
  ]);
  for (const { alike } of both.patients)
    expect(alike).toBe('Another patient has a like name and the same date of birth');
  expect((await find('nobody-is-called-so')).body<SearchView>()).toMatchObject({
    words: 'No patient found',
    lookedFor: 'name with “nobody-is-called-so”',
  });
  expect((await find('999 000 0019')).body<SearchView>().notes.join()).toContain('check digit is wrong');
  expect((await find('quickly', { principal: patientHerself(mary) })).status).toBe(403);
  expect((await find('quickly', { headers: { 'baseplate-csrf': 'x' } })).status).toBe(403);
  expect(round.logged.join()).not.toMatch(/quickly|9990000018/i);
  expect((await round.get('/patients')).status).toBe(200);
});

test('a patient sees the own record and no ward', async () => {
  const principal = patientHerself(mary);
  expect(await session(principal as typeof nurse)).toMatchObject({
    isPatient: true,
    ownRecord: mary,
    mayRecord: false,
    drafts: [],
  });
  expect((await round.get('/round/wards', { principal })).status).toBe(403);
  expect((await round.get(`/round/patients/${patientOf('deteriorating-patient')}`, { principal })).status).toBe(404);
});

test('panels of every service are fetched for this patient; one that is away costs itself', async () => {
  round.fragments.answer = ({ service, path }) =>
    service === 'notes'
      ? { outcome: 'unavailable', since: 1, reason: 'slow' }
      : { outcome: 'content', status: 200, html: path };
  const panels = (await round.get(`${about}/panels`)).body<readonly PanelView[]>();
  expect(panels.map(({ service, result }) => [service, result.outcome])).toEqual([
    ['results', 'content'],
    ['notes', 'unavailable'],
  ]);
  expect(round.fragments.asked.at(-1)?.page).toMatchObject({ patient: mary, linkBase: `/patients/${mary}/notes` });
});

test('a form goes to its service with the patient it was made for, and to nobody with another', async () => {
  const path = `${about}/services/notes/write?kind=ward`;
  const form = [
    ['patient', mary],
    ['text', 'Seen'],
  ];
  round.fragments.answer = () => ({ outcome: 'done', path: '', message: 'Saved.' });
  const answer = await round.post(path, { patient: mary, layout: 'page', form });
  expect(answer.body<ServicePageView>().result).toEqual({ outcome: 'done', path: '', message: 'Saved.' });
  const asked = round.fragments.asked.at(-1);
  expect([asked?.path, asked?.form?.toString()]).toEqual(['/write?kind=ward', 'text=Seen']);
  const before = round.fragments.asked.length;
  const other = patientOf('deteriorating-patient');
  for (const wrong of [
    { patient: other, layout: 'page', form },
    { patient: mary, layout: 'page', form: [['patient', other]] },
    { patient: mary, layout: 'page', form: [...form, ['patient', other]] },
    { patient: mary, layout: 'page', form: [] },
  ]) {
    expect((await round.post(path, wrong)).body()).toMatchObject({ refused: 'wrong-patient' });
  }
  expect(round.fragments.asked).toHaveLength(before);
  expect(round.logged.join()).not.toMatch(new RegExp(`${mary}|${other}`));
});

test('input of a form that the record has kept is given back to its form, and goes when it was accepted', async () => {
  const fields = { text: ['Half'], tick: ['a', 'b'] };
  await round.keepDraft(`${mary}/notes/write-note`, { path: '/write', action: '/write', fields, at: 1 });
  expect((await round.get(`${about}/form-drafts`)).body<readonly FormDraftView[]>()).toMatchObject([
    { service: 'notes', form: 'write-note', path: '/write' },
  ]);
  await round.get(`${about}/services/notes/write`);
  expect(round.fragments.asked.at(-1)?.page.drafts).toEqual({ 'write-note': { text: ['Half'], tick: ['a', 'b'] } });
  expect((await round.get(`${about}/form-drafts`, { principal: doctor })).body()).toEqual([]);
  round.fragments.answer = () => ({ outcome: 'done', path: '' });
  await round.post(`${about}/services/notes/write`, { patient: mary, form: [['patient', mary]] });
  expect((await round.get(`${about}/form-drafts`)).body()).toEqual([]);
});

test('an unfinished set is its writer’s alone, the later change counts, and signing out erases it with the key', async () => {
  const set = { patient: mary, submission: 'd'.repeat(24), fields: { pulse: '88' } };
  const keep = (more: object) => round.post(`${about}/drafts`, { ...set, ...more });
  await keep({ edition: 10 });
  expect((await keep({ edition: 9, fields: { pulse: '1' } })).body()).toMatchObject({ refused: 'kept-otherwise' });
  expect((await keep({ edition: 99, submission: 'e'.repeat(24) })).body()).toMatchObject({ refused: 'kept-otherwise' });
  const before = await session();
  expect(before.drafts).toEqual([{ ...set, edition: 10 }]);
  expect((await session(doctor)).drafts).toEqual([]);
  expect((await session()).draftKey).toEqual(before.draftKey);
  expect((await session(doctor)).draftKey).not.toEqual(before.draftKey);
  const answer = await round.post('/round/sign-out', {});
  expect([round.signedOut, answer.headers.get('set-cookie')]).toEqual([1, 'session=; Max-Age=0']);
  const after = await session();
  expect(after.drafts).toEqual([]);
  expect(after.draftKey?.key).not.toBe(before.draftKey?.key);
});

test('a draft that arrives after its set is in the record is no draft any more', async () => {
  const fields = { 'taken-day': '21', 'taken-month': '11', 'taken-year': '2026', 'taken-time': '08:00', pulse: '71' };
  const set = { patient: mary, submission: 'f'.repeat(24), fields };
  await round.post(`${about}/observations`, { ...set, confirmed: [] });
  await round.post(`${about}/drafts`, { ...set, edition: 5 });
  expect((await session()).drafts).toEqual([]);
});

test('without a network of its own nothing is said to be there: a record that fails is told apart from an empty one', async () => {
  const answer = await round.get('/', { fetch: refusing('Encounter', 500) });
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('unavailable');
});
