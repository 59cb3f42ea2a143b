import { beforeAll, expect, test } from 'vitest';
import { patient } from '../__fixtures__/resources.ts';
import { type TestApi, testApi, testBase } from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
});

test('what is written is given back in the shape that is asked for, or not at all', async () => {
  const answer = await api.send('POST /Patient?_elements=gender', { body: patient('E', { gender: 'male' }) });
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({ gender: 'male', meta: { tag: [{ code: 'SUBSETTED' }] } });
  expect(answer.json.name).toBeUndefined();
  const { total } = (await api.send('GET /Patient?_summary=count')).json;
  expect((await api.send('POST /Patient?_summary=some', { body: patient('E') })).status).toBe(400);
  expect((await api.send('GET /Patient?_summary=count')).json.total).toBe(total);
});

test('the statement that a client has is not sent again', async () => {
  const etag = (await api.send('GET /metadata')).headers.get('etag') ?? '';
  expect((await api.send('GET /metadata', { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await api.send(`GET ${testBase}/metadata`, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200);
});

test('what is too long to be written anew is given as plain JSON only; what is done is told all the same', async () => {
  const long = patient('E', { id: 'long', contact: Array(10).fill({ name: { text: 'x'.repeat(900_000) } }) });
  const large = await testApi({ resourceLength: 16_000_000 });
  const xml = { accept: 'application/fhir+xml' };
  const done = await large.send('PUT /Patient/long', { body: long, headers: xml });
  expect([done.status, done.text]).toEqual([201, '']);
  for (const [line, headers] of [
    ['GET /Patient/long', xml],
    ['GET /Patient/long?_pretty=true', {}],
    ['GET /Patient', xml],
  ] as const) {
    const refused = await large.send(line, { headers });
    expect([refused.status, refused.json.resourceType]).toEqual([422, 'OperationOutcome']);
  }
  expect((await large.send('GET /Patient/long')).status).toBe(200);
  expect((await large.send('GET /Patient?_summary=true', { headers: xml })).status).toBe(200);
  const entry = { resource: long, request: { method: 'PUT', url: 'Patient/other' } };
  const body = {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ ...entry, resource: { ...long, id: 'other' } }],
  };
  const headers = { ...xml, prefer: 'return=representation' };
  const carried = await large.send('POST /', { body, headers });
  expect([carried.status, carried.json.resourceType]).toEqual([200, 'Bundle']);
  expect((await large.send('GET /Patient/other')).status).toBe(200);
});
