import { beforeAll, expect, test } from 'vitest';
import { holderOf } from '../__fixtures__/people.ts';
import { observation, patient } from '../__fixtures__/resources.ts';
import {
  faultsOf,
  issueCodes,
  linkOf,
  listOf,
  type Received,
  type TestApi,
  testApi,
} from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a' }) });
  await api.send('PUT /Patient/b', { body: patient('Other', { id: 'b' }) });
  for (const id of ['1', '2', '3']) {
    await api.send(`PUT /Observation/${id}`, { body: observation('Patient/a', { id, valueQuantity: { value: 1 } }) });
  }
});

function parameters(...parameter: readonly object[]): object {
  return { resourceType: 'Parameters', parameter };
}

function idsOf({ json }: Received): readonly string[] {
  return listOf(json.entry)
    .map(({ resource }) => String(resource?.id))
    .sort();
}

test('$validate says what is wrong with a resource, and writes nothing', async () => {
  const told = { text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">E</div>' } };
  const good = await api.send('POST /Patient/$validate', { body: patient('Edwards', told) });
  expect([good.status, issueCodes(good)]).toEqual([200, ['informational']]);
  const bare = await api.send('POST /Patient/$validate', { body: patient('Edwards') });
  expect(bare.json.issue?.[0]).toMatchObject({ severity: 'warning', expression: ['Patient'] });
  const bad = await api.send('POST /Patient/$validate', { body: { resourceType: 'Patient', gender: 'f' } });
  expect(bad.status).toBe(200);
  expect(bad.json.issue?.[0]).toMatchObject({ severity: 'error', expression: ['Patient.gender'] });
  expect(faultsOf(bad.text)).toEqual([]);
  const system = await api.send('POST /$validate', { body: observation('Patient/a', told) });
  expect(issueCodes(system)).toEqual(['informational']);
  const lines = await api.send('POST /Patient/$validate', {
    body: '{\n  "resourceType": "Patient",\n  "gender": "f"\n}',
    headers: { 'content-type': 'application/fhir+json' },
  });
  expect(lines.json.issue?.[0]?.extension).toMatchObject([{ valueInteger: 3 }, { valueInteger: 3 }]);
  const other = await api.send('POST /Patient/$validate', { body: observation('Patient/a') });
  expect(other.json.issue?.[0]).toMatchObject({ severity: 'error' });
  expect((await api.send('GET /Patient?_summary=count')).json).toMatchObject({ total: 2 });
});

test('$validate takes the resource in Parameters, with its mode and profile', async () => {
  const resource = { name: 'resource', resource: { resourceType: 'Patient', gender: 'f' } };
  const wrapped = await api.send('POST /Patient/$validate', {
    body: parameters({ name: 'mode', valueCode: 'create' }, resource),
  });
  expect(wrapped.json.issue?.[0]).toMatchObject({ severity: 'error', expression: ['Patient.gender'] });
  const profile = (valueUri: string) =>
    api.send('POST /Patient/$validate', { body: parameters({ name: 'profile', valueUri }, resource) });
  expect((await profile('http://hl7.org/fhir/StructureDefinition/Patient')).status).toBe(200);
  expect((await profile('https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient')).status).toBe(422);
  const mode = await api.send('POST /Patient/$validate', {
    body: parameters({ name: 'mode', valueCode: 'guess' }, resource),
  });
  expect(mode.status).toBe(400);
  const own = await api.send('POST /Parameters/$validate', { body: parameters({ name: 'x', valueString: 'y' }) });
  expect(issueCodes(own)).toEqual(['informational']);
  expect((await api.send('POST /Patient/$validate', { body: parameters() })).status).toBe(400);
  expect((await api.send('POST /Patient/$validate')).status).toBe(400);
});

test('$validate of what is stored, and whether it may be deleted', async () => {
  // R4 recommends a narrative, which this one has not.
  expect(issueCodes(await api.send('POST /Patient/a/$validate'))).toEqual(['invariant']);
  expect((await api.send('POST /Patient/never/$validate')).status).toBe(404);
  expect(issueCodes(await api.send('GET /Patient/a/$validate'))).toEqual(['invariant']);
  expect(issueCodes(await api.send('GET /Patient/a/$validate?mode=delete'))).toEqual(['informational']);
  expect((await api.send('GET /Patient/$validate')).status).toBe(405);
  const body = parameters({ name: 'mode', valueCode: 'delete' });
  expect(issueCodes(await api.send('POST /Patient/a/$validate', { body }))).toEqual(['informational']);
  const reader = await api.send('POST /Patient/a/$validate', { body, as: holderOf('user/*.rs') });
  expect(issueCodes(reader)).toEqual(['forbidden']);
  expect((await api.send('POST /Patient/$validate', { body })).status).toBe(400);
});

test('$everything gives the whole compartment by GET and by POST', async () => {
  const got = await api.send('GET /Patient/a/$everything');
  expect(idsOf(got)).toEqual(['1', '2', '3', 'a']);
  expect(faultsOf(got.text)).toEqual([]);
  const posted = await api.send('POST /Patient/a/$everything', {
    body: parameters({ name: '_type', valueCode: 'Patient' }),
  });
  expect(idsOf(posted)).toEqual(['a']);
  expect(idsOf(await api.send('POST /Patient/a/$everything'))).toHaveLength(4);
  expect((await api.send('GET /Patient/never/$everything')).status).toBe(404);
});

test('$everything pages by links and keeps the shape asked for', async () => {
  const found: string[] = [];
  let path: string | undefined = '/Patient/a/$everything?_count=2&_elements=id';
  while (path !== undefined) {
    const page: Received = await api.send(`GET ${path}`);
    expect(page.text).not.toContain('"valueQuantity"');
    found.push(...idsOf(page));
    path = linkOf(page, 'next');
  }
  expect(found.sort()).toEqual(['1', '2', '3', 'a']);
});

test('$everything between dates gives the care of that time, and what has no date', async () => {
  const dated = await testApi();
  const put = async (type: string, id: string, members: object) => {
    const about =
      type === 'AllergyIntolerance' ? { patient: { reference: 'Patient/p' } } : { subject: { reference: 'Patient/p' } };
    const sent = await dated.send(`PUT /${type}/${id}`, { body: { resourceType: type, id, ...about, ...members } });
    expect([id, sent.status]).toEqual([id, 201]);
  };
  const code = { text: 'x' };
  const clinical = (system: string, status: string) => ({
    coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code: status }],
  });
  await dated.send('PUT /Patient/p', { body: patient('P', { id: 'p' }) });
  for (const year of [2019, 2020, 2021]) {
    await put('Observation', `o${year}`, { status: 'final', code, effectiveDateTime: `${year}-06-01` });
  }
  await put('Observation', 'undated', { status: 'final', code });
  await put('AllergyIntolerance', 'allergy', {
    code,
    recordedDate: '2010-01-01',
    clinicalStatus: clinical('allergyintolerance-clinical', 'active'),
  });
  await put('Condition', 'active', { code, onsetDateTime: '2010' });
  await put('Condition', 'over', {
    code,
    onsetDateTime: '2010',
    abatementDateTime: '2012',
    clinicalStatus: clinical('condition-clinical', 'resolved'),
  });
  await put('Condition', 'later', { code, onsetDateTime: '2021-03' });
  await put('DocumentReference', 'letter', {
    status: 'current',
    date: '2020-02-01T00:00:00Z',
    content: [{ attachment: { title: 'x' } }],
  });
  await put('DocumentReference', 'old', {
    status: 'current',
    date: '2020-02-01T00:00:00Z',
    content: [{ attachment: { title: 'x' } }],
    context: { period: { start: '2011', end: '2011' } },
  });
  const always = ['active', 'allergy', 'p', 'undated'];
  const found = async (query: string) => idsOf(await dated.send(`GET /Patient/p/$everything?${query}`));
  expect(await found('start=2020&end=2020')).toEqual(['active', 'allergy', 'letter', 'o2020', 'p', 'undated']);
  expect(await found('start=2020-06-02&end=2021-03-01')).toEqual(['active', 'allergy', 'later', 'p', 'undated']);
  expect(await found('end=2011')).toEqual([...always, 'old', 'over'].sort());
  expect(await found('start=2022-01-01')).toEqual([...always, 'later'].sort());
  const paged = await dated.send('GET /Patient/p/$everything?start=2022&_count=4');
  expect(idsOf(await dated.send(`GET ${linkOf(paged, 'next')}`))).toHaveLength(1);
});

test('$everything refuses what would leave resources out in silence', async () => {
  expect((await api.send('GET /Patient/a/$everything?start=soon')).status).toBe(400);
  expect((await api.send('GET /Patient/a/$everything?start=2021&end=2020')).status).toBe(400);
  expect((await api.send('GET /Patient/a/$everything?_type=Nonsense')).status).toBe(400);
  expect((await api.send('GET /Patient/a/$everything?_count=0')).status).toBe(400);
  const unknown = await api.send('GET /Patient/a/$everything?x=1');
  expect(unknown.json.entry).toContainEqual(expect.objectContaining({ search: { mode: 'outcome' } }));
  const strict = await api.send('GET /Patient/a/$everything?x=1', { headers: { prefer: 'handling=strict' } });
  expect(strict.status).toBe(400);
});

test.each([
  '{',
  '[]',
  '{"resourceType":"Parameters","parameter":{}}',
  '{"resourceType":"Parameters","parameter":[1]}',
  '{"resourceType":"Patient"}',
])('a body of $everything like %s is refused', async (body) => {
  const answer = await api.send('POST /Patient/a/$everything', {
    body,
    headers: { 'content-type': 'application/fhir+json' },
  });
  expect(answer.status).toBe(400);
});

test('operations that there are not answer 404, other methods 405', async () => {
  expect((await api.send('POST /Patient/$nonsense')).status).toBe(404);
  expect((await api.send('GET /Observation/1/$everything')).status).toBe(404);
  expect((await api.send('GET /Patient/$everything')).status).toBe(404);
  const refused = await api.send('DELETE /Patient/a/$everything');
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});
