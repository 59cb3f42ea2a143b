import { expect, test } from 'vitest';
import { clinician, colleague, holderOf } from '../__fixtures__/people.ts';
import { observationText, patientText } from '../__fixtures__/resources.ts';
import { testRecord } from '../__fixtures__/test-record.ts';

async function withPatients(count: number) {
  const world = await testRecord();
  for (let n = 0; n < count; n += 1) {
    const id = `p${String(n).padStart(2, '0')}`;
    await world.as().update({ type: 'Patient', id, text: patientText(`Smith${n}`, { id }) });
  }
  return world;
}

test('follows cursors to the end, each match once', async () => {
  const { as } = await withPatients(25);
  const parameters = [
    ['name', 'smith'],
    ['_count', '10'],
    ['_sort', '-_lastUpdated'],
  ] as const;
  let page = await as().search({ types: ['Patient'], parameters });
  const ids = page.matches.map(({ id }) => id);
  while (page.next !== undefined) {
    expect(page.next).toMatch(/^[A-Za-z0-9_-]+$/);
    page = await as().search({ types: ['Patient'], parameters: [], cursor: page.next });
    ids.push(...page.matches.map(({ id }) => id));
  }
  expect(new Set(ids).size).toBe(25);
  expect(ids).toHaveLength(25);
});

test('a cursor that is altered, or used by another, for another type or with other parameters, is refused', async () => {
  const { as } = await withPatients(3);
  const parameters = [['_count', '1']] as const;
  const { next = '' } = await as().search({ types: ['Patient'], parameters });
  const refused = { status: 400, code: 'query-invalid' };
  const altered = `${next.slice(0, -2)}${next.endsWith('AA') ? 'BB' : 'AA'}`;
  for (const cursor of [altered, '', 'x', next.slice(0, 20)]) {
    await expect(as().search({ types: ['Patient'], parameters: [], cursor })).rejects.toMatchObject(refused);
  }
  await expect(as(colleague).search({ types: ['Patient'], parameters: [], cursor: next })).rejects.toMatchObject(
    refused,
  );
  await expect(as().search({ types: ['Observation'], parameters: [], cursor: next })).rejects.toMatchObject(refused);
  for (const own of [
    [['active', 'true']],
    [
      ['_count', '1'],
      ['active', 'true'],
    ],
  ] as const) {
    await expect(as().search({ types: ['Patient'], parameters: own, cursor: next })).rejects.toMatchObject(refused);
  }
  await expect(as().search({ types: ['Patient'], parameters, cursor: next })).resolves.toMatchObject({
    matches: [{ id: 'p01' }],
  });
});

test('a search of more conditions than the limit is refused in words, and one of as many is answered', async () => {
  const { as } = await testRecord({ limits: { searchConditions: 12 } });
  const search = (parameters: readonly (readonly [string, string])[]) =>
    as().search({ types: ['Patient'], parameters });
  const names = (count: number) => Array.from({ length: count }, (_, n) => `name${n}`).join(',');
  await expect(search([['name', names(12)]])).resolves.toMatchObject({ matches: [] });
  await expect(
    search([
      ['name', names(6)],
      ['family', names(7)],
    ]),
  ).rejects.toMatchObject({
    status: 400,
    code: 'query-invalid',
    message: expect.stringMatching(/more than 12 conditions.*several steps.*searchConditions/),
  });
});

test('pages after the first may be of another size', async () => {
  const { as } = await withPatients(6);
  const first = await as().search({ types: ['Patient'], parameters: [['_count', '1']] });
  const larger = { types: ['Patient'], parameters: [['_count', '3']], cursor: first.next ?? '' } as const;
  const second = await as().search(larger);
  expect(second.matches.map(({ id }) => id)).toEqual(['p01', 'p02', 'p03']);
  const third = await as().search({ types: ['Patient'], parameters: [], cursor: second.next ?? '' });
  expect(third.matches.map(({ id }) => id)).toEqual(['p04', 'p05']);
});

test('a cursor outlives a restart of the record', async () => {
  const { as, stores } = await withPatients(3);
  const { next = '' } = await as().search({ types: ['Patient'], parameters: [['_count', '1']] });
  const again = await testRecord({ stores });
  const page = await again.as().search({ types: ['Patient'], parameters: [], cursor: next });
  expect(page.matches.map(({ id }) => id)).toEqual(['p01']);
});

test('an unknown parameter warns, or under strict handling refuses without repeating it in the message', async () => {
  const { as } = await withPatients(1);
  const options = { types: ['Patient'], parameters: [['smith', 'x']] as const };
  const lenient = await as().search(options);
  expect(lenient.issues).toMatchObject([{ severity: 'warning', code: 'not-supported' }]);
  expect(lenient.applied).toEqual([]);
  const strict = as().search({ ...options, handling: 'strict' });
  await expect(strict).rejects.toMatchObject({ status: 400, issues: [{ severity: 'error' }] });
  await expect(strict).rejects.not.toThrow('smith');
});

test('a malformed value is refused by name', async () => {
  const { as } = await withPatients(1);
  const search = as().search({ types: ['Patient'], parameters: [['birthdate', 'yesterday']] });
  await expect(search).rejects.toMatchObject({ status: 400, code: 'query-invalid' });
});

test('counts alone, and totals when asked or at hand', async () => {
  const { as } = await withPatients(3);
  const search = (...parameters: [string, string][]) => as().search({ types: ['Patient'], parameters });
  expect(await search(['_summary', 'count'])).toMatchObject({ total: 3, matches: [], summary: 'count' });
  expect(await search(['_count', '0'])).toMatchObject({ total: 3, matches: [] });
  expect(await search(['_count', '2'])).not.toHaveProperty('total');
  expect(await search(['_count', '2'], ['_total', 'accurate'])).toMatchObject({ total: 3 });
  expect(await search()).toMatchObject({ total: 3 });
});

test('a search of several types gives only those allowed, and none is forbidden', async () => {
  const { as } = await withPatients(1);
  await as().create({ type: 'Observation', text: observationText('Patient/p00') });
  const scoped = holderOf('user/Patient.rs');
  const both = await as(scoped).search({ types: ['Patient', 'Observation'], parameters: [] });
  expect(both.matches.map(({ type }) => type)).toEqual(['Patient']);
  await expect(as(scoped).search({ types: ['Observation'], parameters: [] })).rejects.toMatchObject({ status: 403 });
  await expect(as(holderOf()).search({ types: [], parameters: [] })).rejects.toMatchObject({ status: 403 });
  await expect(as().search({ types: ['Nonsense'], parameters: [] })).rejects.toMatchObject({ status: 404 });
});

test('a service narrows what its user may do, and is named in the audit', async () => {
  const { as, audited } = await withPatients(1);
  const service = { name: 'results', scopes: ['user/Observation.rs'] };
  await expect(as(clinician, service).read({ type: 'Patient', id: 'p00' })).rejects.toMatchObject({ status: 403 });
  expect((await audited()).at(-1)).toMatchObject({ kind: 'refusal', agent: { service: 'results' } });
});

test('scopes with a query bind reads, searches and both ends of an update', async () => {
  const { as } = await withPatients(1);
  const final = await as().create({ type: 'Observation', text: observationText('Patient/p00') });
  const draft = await as().create({
    type: 'Observation',
    text: observationText('Patient/p00', { status: 'preliminary' }),
  });
  const session = as(holderOf('user/Observation.cruds?status=final'));
  const [finalId = '', draftId = ''] = [final.version?.id, draft.version?.id];
  await expect(session.read({ type: 'Observation', id: finalId })).resolves.toMatchObject({ id: finalId });
  await expect(session.read({ type: 'Observation', id: draftId })).rejects.toMatchObject({ status: 404 });
  expect(await session.search({ types: ['Observation'], parameters: [] })).toMatchObject({ total: 1 });
  const leave = observationText('Patient/p00', { id: finalId, status: 'amended' });
  await expect(session.update({ type: 'Observation', id: finalId, text: leave })).rejects.toMatchObject({
    status: 403,
  });
  const take = observationText('Patient/p00', { id: draftId });
  await expect(session.update({ type: 'Observation', id: draftId, text: take })).rejects.toMatchObject({ status: 404 });
});

test('searches within the compartments of patients, encounters and practitioners', async () => {
  const { as } = await withPatients(2);
  const encounter = { reference: 'Encounter/e' };
  await as().create({ type: 'Observation', text: observationText('Patient/p00', { encounter }) });
  await as().create({ type: 'Observation', text: observationText('Patient/p01') });
  const count = async (compartment: { type: string; id: string }, types: readonly string[]) => {
    const { total } = await as().search({ types, parameters: [], compartment });
    return total;
  };
  expect(await count({ type: 'Patient', id: 'p00' }, ['Observation'])).toBe(1);
  expect(await count({ type: 'Patient', id: 'p00' }, [])).toBe(2);
  expect(await count({ type: 'Encounter', id: 'e' }, ['Observation'])).toBe(1);
  expect(await count({ type: 'Encounter', id: 'e' }, [])).toBe(1);
  expect(await count({ type: 'Practitioner', id: 'e' }, ['Observation'])).toBe(0);
  expect(await count({ type: 'Organization', id: 'e' }, ['Observation'])).toBe(0);
});
