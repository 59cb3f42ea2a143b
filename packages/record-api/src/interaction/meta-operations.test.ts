import { beforeEach, expect, test } from 'vitest';
import { holderOf } from '../__fixtures__/people.ts';
import { bundle, entry, observation } from '../__fixtures__/resources.ts';
import { faultsOf, issueCodes, listOf, type TestApi, testApi } from '../__fixtures__/test-api.ts';

const system = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const restricted = { system, code: 'R', display: 'restricted' };
const night = { system: 'urn:example:batches', code: 'night' };
const meta = { security: [restricted], tag: [night], profile: ['urn:example:profile'] };

let api: TestApi;

beforeEach(async () => {
  api = await testApi();
  await api.send('PUT /Observation/a', { body: observation('Patient/p', { id: 'a', meta }) });
});

function parameters(valueMeta: object) {
  return { resourceType: 'Parameters', parameter: [{ name: 'meta', valueMeta }] };
}

const setsOf = (valueMeta: object) => ({ json: { parameter: [{ name: 'return', valueMeta }] } });

test('a PUT that builds the resource anew keeps its label, in its answer, when read and in a search', async () => {
  const put = await api.send('PUT /Observation/a', {
    body: observation('Patient/p', { id: 'a' }),
    headers: { prefer: 'return=representation', 'if-match': 'W/"1"' },
  });
  expect(put).toMatchObject({ status: 200, json: { meta: { versionId: '2', security: [restricted], tag: [night] } } });
  expect(put.json.meta?.profile).toBeUndefined();
  const clerk = holderOf(`user/*.cruds?_security:not=${system}|R`);
  expect((await api.send('GET /Observation/a', { as: clerk })).status).toBe(404);
  expect(
    (await api.send('PUT /Observation/a', { as: clerk, body: observation('Patient/p', { id: 'a' }) })).status,
  ).toBe(404);
  expect((await api.send('GET /Observation/a/$meta', { as: clerk })).status).toBe(404);
});

test('$meta tells the meta of the resource by GET and POST, and in XML', async () => {
  const got = await api.send('GET /Observation/a/$meta');
  expect(got).toMatchObject({ status: 200, ...setsOf({ versionId: '1', ...meta }) });
  expect(got.headers.get('etag')).toBe('W/"1"');
  expect(faultsOf(got.text)).toEqual([]);
  expect((await api.send('POST /Observation/a/$meta')).text).toBe(got.text);
  const empty = { resourceType: 'Parameters' };
  expect((await api.send('POST /Observation/a/$meta', { body: empty })).text).toBe(got.text);
  const xml = await api.send('GET /Observation/a/$meta', { headers: { accept: 'application/fhir+xml' } });
  expect(xml).toMatchObject({ status: 200, ...setsOf(meta) });
  const inside = await api.send('POST /', { body: bundle('batch', entry('GET', 'Observation/a/$meta')) });
  expect(listOf(inside.json.entry)[0]?.resource).toEqual(got.json);
});

test('$meta-add and $meta-delete make a new version, by system and code', async () => {
  const own = { system: 'urn:example:own', code: 'R' };
  const added = await api.send('POST /Observation/a/$meta-add', {
    body: parameters({ security: [{ ...restricted, display: 'other words' }, own], profile: ['urn:example:other'] }),
  });
  const both = { ...meta, security: [restricted, own], profile: ['urn:example:profile', 'urn:example:other'] };
  expect(added).toMatchObject({ status: 200, ...setsOf({ versionId: '2', ...both }) });
  expect(added.headers.get('etag')).toBe('W/"2"');
  const removed = await api.send('POST /Observation/a/$meta-delete', {
    body: parameters({ security: [{ system, code: 'R', version: '9' }, { code: 'never' }], tag: [night] }),
  });
  expect(removed).toMatchObject({ status: 200, ...setsOf({ versionId: '3', security: [own], profile: both.profile }) });
  expect(removed.text).not.toContain('"tag"');
  expect((await api.send('GET /Observation/a/_history/1')).json.meta).toMatchObject(meta);
  const put = await api.send('PUT /Observation/a', { body: observation('Patient/p', { id: 'a' }) });
  expect(put.json.meta).toMatchObject({ security: [own] });
});

test('what is there already, or is not there to be taken, is no error and no new version', async () => {
  for (const [change, body] of [
    ['add', parameters(meta)],
    ['delete', parameters({ tag: [{ code: 'never' }], profile: ['urn:never'] })],
  ] as const) {
    const answer = await api.send(`POST /Observation/a/$meta-${change}`, { body });
    expect(answer).toMatchObject({ status: 200, ...setsOf({ versionId: '1', ...meta }) });
  }
});

test('digits stay, those of the resource and those of the label', async () => {
  const body =
    '{"resourceType":"Observation","id":"a","status":"final","code":{"text":"x"} , "valueQuantity":{"value":1.500}}';
  await api.send('PUT /Observation/a', { body, headers: { 'content-type': 'application/fhir+json' } });
  const label = '{"code":"X","extension":[{"url":"urn:x","valueDecimal":2.50}]}';
  const asked = `{"resourceType":"Parameters","parameter":[{"name":"meta","valueMeta":{"tag":[${label}]}}]}`;
  const headers = { 'content-type': 'application/fhir+json' };
  const added = await api.send('POST /Observation/a/$meta-add', { body: asked, headers });
  expect(added.text).toContain(label);
  const { text } = await api.send('GET /Observation/a');
  expect(text).toContain(label);
  expect(text).toContain('"code":{"text":"x"} , "valueQuantity":{"value":1.500}}');
});

test('If-Match is respected', async () => {
  const body = parameters({ tag: [{ code: 'x' }] });
  const moved = await api.send('POST /Observation/a/$meta-add', { body, headers: { 'if-match': 'W/"7"' } });
  expect(moved.status).toBe(412);
  const held = await api.send('POST /Observation/a/$meta-add', { body, headers: { 'if-match': 'W/"1"' } });
  expect(held.status).toBe(200);
});

test.each<[string, object, number]>([
  ['no Parameters', { ...parameters(meta), resourceType: 'Basic' }, 400],
  ['no meta', { resourceType: 'Parameters' }, 400],
  ['a parameter of another name', { resourceType: 'Parameters', parameter: [{ name: 'x', valueMeta: meta }] }, 400],
  ['another value', { resourceType: 'Parameters', parameter: [{ name: 'meta', valueString: 'R' }] }, 400],
  [
    'two',
    { resourceType: 'Parameters', parameter: [parameters(meta).parameter[0], parameters(meta).parameter[0]] },
    400,
  ],
  ['an empty meta', parameters({ source: 'urn:x' }), 400],
  ['a label that is none', parameters({ security: ['R'] }), 400],
  ['a code of a wrong form', parameters({ tag: [{ code: ' x' }] }), 422],
])('%s in the body is refused with an OperationOutcome', async (_, body, status) => {
  for (const change of ['add', 'delete']) {
    const answer = await api.send(`POST /Observation/a/$meta-${change}`, { body });
    expect([answer.status, answer.json.resourceType]).toEqual([status, 'OperationOutcome']);
  }
  expect((await api.send('GET /Observation/a')).json.meta?.versionId).toBe('1');
});

test('where they are not offered they are refused in words, and OPTIONS says which methods there are', async () => {
  for (const operation of ['$meta', '$meta-add', '$meta-delete']) {
    for (const path of [`/${operation}`, `/Observation/${operation}`]) {
      const refused = await api.send(`POST ${path}`, { body: parameters(meta) });
      expect([refused.status, issueCodes(refused)]).toEqual([404, ['not-supported']]);
      expect(refused.text).toContain('one resource only');
    }
    expect((await api.send(`OPTIONS /Observation/a/${operation}`)).headers.get('allow')).toBe(
      operation === '$meta' ? 'GET, HEAD, POST' : 'POST',
    );
  }
  expect((await api.send('GET /Observation/a/$meta-add')).status).toBe(405);
  expect((await api.send('GET /Observation/a/$meta?tag=x')).status).toBe(400);
  expect((await api.send('POST /Observation/a/$meta', { body: parameters(meta) })).status).toBe(400);
  for (const change of ['add', 'delete']) {
    const body = parameters({ tag: [night] });
    expect((await api.send(`POST /Observation/never/$meta-${change}`, { body })).status).toBe(404);
    const none = await api.send(`POST /Observation/a/$meta-${change}`);
    expect(none.status).toBe(400);
  }
});

test('what was deleted has no meta to change', async () => {
  await api.send('DELETE /Observation/a');
  expect((await api.send('GET /Observation/a/$meta')).status).toBe(410);
  expect((await api.send('POST /Observation/a/$meta-add', { body: parameters(meta) })).status).toBe(410);
});

test('operations in a Bundle may not write: a transaction with one is refused before anything is written', async () => {
  const body = parameters({ security: [restricted] });
  const write = entry('PUT', 'Observation/b', observation('Patient/p', { id: 'b' }));
  const calls = [write, entry('POST', 'Observation/a/$meta-delete', body)];
  const refused = await api.send('POST /', { body: bundle('transaction', ...calls) });
  expect([refused.status, issueCodes(refused)]).toEqual([400, ['value']]);
  expect((await api.send('GET /Observation/b')).status).toBe(404);
  const told = await api.send('POST /', { body: bundle('batch', ...calls) });
  expect(listOf(told.json.entry).map(({ response }) => String(response?.status).slice(0, 3))).toEqual(['201', '400']);
  expect((await api.send('GET /Observation/a')).json.meta?.versionId).toBe('1');
});
