import { doctor, holding, nurse, patientOf } from '@baseplate-epr/service-testing';
import { beforeAll, expect, test } from 'vitest';
import { type TestRound, testRound } from '../__fixtures__/test-round.ts';
import type { SavedView } from './saved-view.ts';

let round: TestRound;
const patient = patientOf('mary-edwards');
const path = `/round/patients/${patient}/observations`;
const fields = {
  'taken-day': '21',
  'taken-month': '11',
  'taken-year': '2026',
  'taken-time': '08:10',
  respirations: '21',
  saturation: '95',
  oxygen: 'air',
  systolic: '105',
  diastolic: '64',
  pulse: '95',
  consciousness: 'A',
  temperature: '37',
};
let tokens = 0;
const set = (more: object = {}) => {
  tokens += 1;
  return { patient, submission: `set-${String(tokens).padStart(20, '0')}`, fields, confirmed: [], ...more };
};

beforeAll(async () => {
  round = await testRound(2);
});

async function count(): Promise<number> {
  const found = await round.record.fhir.search('Observation', { patient, _summary: 'count' });
  return found.total ?? -1;
}

test('a set is written once however often it is sent, and says its NEWS2', async () => {
  const before = await count();
  const one = set();
  const answers = [await round.post(path, one), await round.post(path, one)];
  for (const answer of answers)
    expect(answer.body<SavedView>()).toMatchObject({
      outcome: 'saved',
      words: expect.stringContaining('NEWS2 5: urgent'),
    });
  expect(await count()).toBe(before + 8);
});

test('who may not read what decides about NEWS2 can record all the same, and is told no score', async () => {
  const before = await count();
  const principal = holding('user/Patient.rs', 'user/Observation.crus');
  const answer = await round.post(path, set(), { principal });
  expect(answer.body<SavedView>()).toMatchObject({
    outcome: 'saved',
    words: expect.stringMatching(/^Saved. NEWS2 withheld/),
  });
  expect(await count()).toBe(before + 8);
});

test('two sendings at the same time write one set', async () => {
  const before = await count();
  const one = set();
  const answers = await Promise.all([round.post(path, one), round.post(path, one)]);
  expect(answers.map((answer) => answer.body<SavedView>().outcome)).toEqual(['saved', 'saved']);
  expect(await count()).toBe(before + 8);
});

test('the same submission with other values is refused, and nothing is written', async () => {
  const one = set();
  await round.post(path, one);
  const before = await count();
  const answer = await round.post(path, { ...one, fields: { ...fields, pulse: '130' } });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('saved before with other values');
  expect(await count()).toBe(before);
});

test('a set for another patient than the one it is sent to is refused', async () => {
  const other = patientOf('deteriorating-patient');
  const before = await count();
  for (const named of [other, undefined, [patient]]) {
    const answer = await round.post(path, set({ patient: named }));
    expect(answer.status).toBe(409);
    expect(answer.body()).toMatchObject({ refused: 'wrong-patient' });
  }
  expect(await count()).toBe(before);
});

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site' }, 'foreign'],
  ['no site and no origin', { 'sec-fetch-site': '', origin: '' }, 'foreign'],
  ['another session', { 'baseplate-csrf': 'token-doctor' }, 'token'],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'kind'],
] as const)('a set from %s is refused', async (_name, headers, refused) => {
  const before = await count();
  const answer = await round.post(path, set(), { headers });
  expect(answer.body()).toMatchObject({ refused });
  expect(await count()).toBe(before);
});

test('what is impossible is refused; what is unusual has to be confirmed', async () => {
  const impossible = await round.post(path, set({ fields: { ...fields, pulse: '999' } }));
  expect(impossible.body<SavedView>()).toMatchObject({
    outcome: 'wrong',
    errors: [{ field: 'observations-pulse' }],
  });
  const unusual = set({ fields: { ...fields, pulse: '210' } });
  const asked = (await round.post(path, unusual)).body<SavedView>();
  if (asked.outcome !== 'wrong') throw new Error('It was not asked about.');
  expect(asked.unusual).toEqual(['Pulse 210 beats/min']);
  const sure = await round.post(path, { ...unusual, confirmed: asked.unusual });
  expect(sure.body<SavedView>().outcome).toBe('saved');
});

test('a set with a gap is saved, called incomplete and has no total', async () => {
  const { pulse: _, ...rest } = fields;
  const answer = (await round.post(path, set({ fields: rest }))).body<SavedView>();
  expect(answer).toMatchObject({
    outcome: 'saved',
    words: expect.stringMatching(/^Saved\. Incomplete set\. .*Pulse missing/),
  });
});

test('digits are written as they were entered', async () => {
  await round.post(path, set({ fields: { ...fields, temperature: '37' } }));
  const found = await round.record.fetchAs(nurse)(
    `/fhir/Observation?code=8310-5&_sort=-date&_count=1&patient=${patient}`,
  );
  expect(await found.text()).toContain('37.0');
});

test('who may not write observations is told so, and nothing is written', async () => {
  const reader = { ...doctor, scopes: ['user/*.rs'] };
  const before = await count();
  const answer = await round.post(path, set(), { principal: reader });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('may not do this');
  expect(await count()).toBe(before);
});
