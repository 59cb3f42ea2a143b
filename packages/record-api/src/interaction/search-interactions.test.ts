import { beforeAll, expect, test } from 'vitest';
import { holderOf } from '../__fixtures__/people.ts';
import { observation, patient } from '../__fixtures__/resources.ts';
import {
  faultsOf,
  issueCodes,
  type Json,
  linkOf,
  listOf,
  type Received,
  type TestApi,
  testApi,
  testBase,
} from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi({ maximumCount: 5 });
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) {
    await api.send(`PUT /Patient/${id}`, { body: patient(`Name-${id}`, { id, gender: id < 'd' ? 'female' : 'male' }) });
  }
  await api.send('PUT /Observation/one', { body: observation('Patient/a', { id: 'one' }) });
  await api.send('PUT /Encounter/visit', {
    body: {
      resourceType: 'Encounter',
      id: 'visit',
      status: 'finished',
      class: { code: 'AMB' },
      subject: { reference: 'Patient/b' },
    },
  });
  await api.send('PUT /Observation/two', {
    body: observation('Patient/b', { id: 'two', encounter: { reference: 'Encounter/visit' } }),
  });
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };

function entriesOf({ json }: Received): readonly Json[] {
  return listOf(json.entry);
}

function idsOf(answer: Received): readonly string[] {
  return entriesOf(answer).map(({ resource }) => String(resource?.id));
}

test('a search answers with a valid searchset whose self link says what was applied', async () => {
  const answer = await api.send('GET /Patient?gender=female&unheard=of&_sort=_id');
  expect(answer.status).toBe(200);
  expect(faultsOf(answer.text)).toEqual([]);
  expect(linkOf(answer, 'self')).toBe(`${testBase}/Patient?gender=female&_sort=_id`);
  expect(entriesOf(answer)[0]).toMatchObject({ fullUrl: `${testBase}/Patient/a`, search: { mode: 'match' } });
  expect(entriesOf(answer).at(-1)).toMatchObject({
    search: { mode: 'outcome' },
    resource: { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'not-supported' }] },
  });
  expect(idsOf(answer).slice(0, 3)).toEqual(['a', 'b', 'c']);
});

test('under strict handling a parameter that is not applied refuses the search', async () => {
  const headers = { prefer: 'handling=strict' };
  const answer = await api.send('GET /Patient?gender=female&unheard=of', { headers });
  expect(answer.status).toBe(400);
  expect(issueCodes(answer)).toEqual(['not-supported']);
  expect((await api.send('GET /Patient?gender:unheard=female')).status).toBe(400);
});

// “Empty parameters are not an error - they are just ignored by the server.”
test('a parameter without a value is ignored, however strict the handling; a condition with one is refused', async () => {
  const headers = { prefer: 'handling=strict' };
  const answer = await api.send('GET /Patient?_id=a&gender=&name=,&_sort=', { headers });
  expect([answer.status, idsOf(answer)[0], linkOf(answer, 'self')?.endsWith('/Patient?_id=a')]).toEqual([
    200,
    'a',
    true,
  ]);
  expect((await api.send('DELETE /Patient?_id=never&identifier=')).status).toBe(400);
  const conditional = { body: { resourceType: 'Patient' }, headers: { 'if-none-exist': '_id=a&identifier=' } };
  expect((await api.send('POST /Patient', conditional)).status).toBe(400);
});

test('a relative _profile is a profile on this server', async () => {
  const profile = [`${testBase}/StructureDefinition/own`];
  await api.send('PUT /Basic/own', {
    body: { resourceType: 'Basic', id: 'own', code: { text: 'x' }, meta: { profile } },
  });
  const found = async (asked: string) => idsOf(await api.send(`GET /Basic?_profile=${asked}`));
  expect(await found('StructureDefinition/own')).toEqual(['own']);
  expect(await found(profile[0] ?? '')).toEqual(['own']);
  expect(await found('StructureDefinition/other')).toEqual([]);
});

test('paging by links goes through everything once, without a search value in the link', async () => {
  const found: string[] = [];
  let path: string | undefined = '/Patient?name=name&_count=2&_sort=-_id&_format=json';
  while (path !== undefined) {
    const page: Received = await api.send(`GET ${path}`);
    expect(page.status).toBe(200);
    found.push(...idsOf(page));
    path = linkOf(page, 'next');
    if (path !== undefined) {
      expect(path).not.toContain('name=');
      expect(path).toContain('_format=json');
    }
  }
  expect(found).toEqual(['g', 'f', 'e', 'd', 'c', 'b', 'a']);
});

test('a cursor is good for whom and what it was given only', async () => {
  const first = await api.send('GET /Patient?_count=1');
  const next = linkOf(first, 'next') ?? '';
  expect((await api.send(`GET ${next}`, { as: holderOf('user/Patient.rs') })).status).toBe(400);
  expect((await api.send(`GET ${next.replace('/Patient?', '/Observation?')}`)).status).toBe(400);
  expect((await api.send(`GET ${next}&gender=male`)).status).toBe(400);
  expect((await api.send(`GET ${next.slice(0, -3)}`)).status).toBe(400);
});

test('a search by POST takes parameters of the body and of the URL alike', async () => {
  const answer = await api.send('POST /Patient/_search?gender=female', { body: 'name=name-a', headers: form });
  expect(idsOf(answer)).toEqual(['a']);
  expect(linkOf(answer, 'self')).toBe(`${testBase}/Patient?gender=female&name=name-a`);
  expect((await api.send('POST /Patient/_search?name=name-b')).status).toBe(200);
  const system = await api.send('POST /_search', { body: '_type=Patient,Observation&_id=a,one', headers: form });
  expect([...idsOf(system)].sort()).toEqual(['a', 'one']);
  const wrong = await api.send('POST /Patient/_search', { body: { name: 'a' } });
  expect(wrong.status).toBe(415);
  expect((await api.send('POST /Patient/_search', { body: 'name=%ff', headers: form })).status).toBe(400);
  expect((await api.send('GET /Patient/_search?name=a')).status).toBe(405);
});

test('what the form says about the answer counts as if it stood in the URL', async () => {
  const send = (body: string) => api.send('POST /Patient/_search', { body, headers: form });
  expect((await send('name=name-a&_pretty=true')).text).toContain('\n  "type": "searchset"');
  expect((await send('name=name-a&_format=ttl')).status).toBe(406);
  expect((await send('name=name-a&_format=json')).status).toBe(200);
});

test('a form that is far too long is refused', async () => {
  const answer = await api.send('POST /Patient/_search', { body: `name=${'x'.repeat(2_000_000)}`, headers: form });
  expect(answer.status).toBe(413);
});

test('searches within compartments', async () => {
  expect(idsOf(await api.send('GET /Patient/a/Observation'))).toEqual(['one']);
  expect(idsOf(await api.send('GET /Encounter/visit/Observation'))).toEqual(['two']);
  expect([...idsOf(await api.send('GET /Patient/b/*'))].sort()).toEqual(['b', 'two', 'visit']);
  const posted = await api.send('POST /Patient/a/Observation/_search', { body: 'code=8867-4', headers: form });
  expect(idsOf(posted)).toEqual(['one']);
  expect((await api.send('POST /Patient/a/Observation', { body: observation('Patient/a') })).status).toBe(405);
  expect((await api.send('GET /Organization/a/Observation')).status).toBe(404);
});

test('totals, counting alone, and a page that is asked to be larger than allowed', async () => {
  expect((await api.send('GET /Patient?_summary=count')).json).toMatchObject({ total: 7 });
  expect(idsOf(await api.send('GET /Patient?_summary=count'))).toEqual([]);
  expect((await api.send('GET /Patient?_count=0')).json).toMatchObject({ total: 7 });
  expect((await api.send('GET /Patient?_count=2&_total=accurate')).json).toMatchObject({ total: 7 });
  expect(idsOf(await api.send('GET /Patient?_count=1000'))).toHaveLength(5);
});

test('includes are marked as such and are whole, whatever elements of the matches are asked for', async () => {
  const answer = await api.send('GET /Observation?_id=one&_include=Observation:subject&_elements=status');
  expect(entriesOf(answer)).toMatchObject([
    { resource: { id: 'one', status: 'final', meta: { tag: [{ code: 'SUBSETTED' }] } }, search: { mode: 'match' } },
    { resource: { id: 'a', gender: 'female' }, search: { mode: 'include' } },
  ]);
  expect((await api.send('GET /Observation?_include=Observation:subject&_summary=text')).status).toBe(400);
  const reverse = await api.send('GET /Patient?_id=a&_revinclude=Observation:subject');
  expect(idsOf(reverse)).toEqual(['a', 'one']);
});

test.each([
  '_count=x',
  '_summary=maybe',
  'birthdate=lt',
  'birthdate=tomorrow',
  '_sort=',
  '_lastUpdated=x',
  '_total=x',
  'name=%zz',
])('a search with %s is refused or warned about, never guessed', async (query) => {
  const answer = await api.send(`GET /Patient?${query}`);
  const warned = entriesOf(answer).some(({ search }) => String(search?.mode) === 'outcome');
  expect(answer.status === 400 || warned).toBe(true);
  expect(faultsOf(answer.text)).toEqual([]);
});
