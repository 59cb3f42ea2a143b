import { beforeAll, expect, test } from 'vitest';
import { type TestApi, testApi } from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
});

const page = '<script>alert(1)</script>';

test('bytes are kept as they are, and given back so that no browser runs them', async () => {
  const kept = await api.send('PUT /Binary/a', { body: page, headers: { 'content-type': 'text/html' } });
  expect(kept.status).toBe(201);
  expect(kept.json).toMatchObject({ resourceType: 'Binary', id: 'a', contentType: 'text/html' });
  const raw = await api.send('GET /Binary/a', { headers: { accept: '*/*' } });
  expect(raw.text).toBe(page);
  expect(Object.fromEntries(raw.headers)).toMatchObject({
    'content-type': 'text/html',
    'content-length': String(page.length),
    'content-disposition': 'attachment',
    'content-security-policy': "sandbox; default-src 'none'",
    etag: 'W/"1"',
  });
  const head = await api.send('HEAD /Binary/a');
  expect([head.text, head.headers.get('content-length')]).toEqual(['', String(page.length)]);
  expect((await api.send('GET /Binary/a/_history/1')).text).toBe(page);
  const known = await api.send('GET /Binary/a', { headers: { 'if-none-match': 'W/"1"' } });
  expect([known.status, known.text]).toEqual([304, '']);
});

test('what protects bytes is said with them, and goes on protecting those put in their place', async () => {
  await api.send('PUT /Patient/p', { body: { resourceType: 'Patient', id: 'p' } });
  const plain = { 'content-type': 'text/plain' };
  await api.send('PUT /Binary/kept', { body: 'x', headers: { ...plain, 'x-security-context': 'Patient/p' } });
  const put = await api.send('PUT /Binary/kept', { body: 'y', headers: plain });
  expect(put.json).toMatchObject({ meta: { versionId: '2' }, securityContext: { reference: 'Patient/p' } });
  const raw = await api.send('GET /Binary/kept', { headers: { accept: '*/*' } });
  expect([raw.text, raw.headers.get('x-security-context')]).toEqual(['y', 'Patient/p']);
  expect((await api.send('GET /Binary/a')).headers.has('x-security-context')).toBe(false);
});

test('the answer to bytes leaves them out, says so, and is not taken for the whole', async () => {
  const headers = { 'content-type': 'text/plain', prefer: 'return=representation', 'x-security-context': 'Patient/p' };
  const { json } = await api.send('PUT /Binary/part', { body: 'x', headers });
  expect(json).toMatchObject({ meta: { tag: [{ code: 'SUBSETTED' }] }, securityContext: { reference: 'Patient/p' } });
  expect(json).not.toHaveProperty('data');
  expect((await api.send('PUT /Binary/part', { body: json })).status).toBe(422);
  const whole = await api.send('GET /Binary/part', { headers: { accept: 'application/fhir+json' } });
  expect(whole.json.data).toBe('eA==');
  expect(whole.json.meta).not.toHaveProperty('tag');
});

test('who names a FHIR format gets the resource', async () => {
  for (const accept of ['application/fhir+json', 'application/json', 'text/html, application/fhir+json;q=0.9']) {
    const { json } = await api.send('GET /Binary/a', { headers: { accept } });
    expect(json).toMatchObject({ contentType: 'text/html', data: Buffer.from(page).toString('base64') });
  }
  expect((await api.send('GET /Binary/a?_format=json')).json).toMatchObject({ resourceType: 'Binary' });
  expect((await api.send('GET /Binary/a?_format=ttl')).status).toBe(406);
});

test.each([
  ['application/fhir+json', '{"resourceType":"Patient","active":true}'],
  ['application/json', '{"a": 1}'],
  ['application/json', '[1, 2]'],
  ['application/fhir+json', '"a text"'],
  ['application/fhir+xml', '<?xml version="1.0"?><Patient xmlns="http://hl7.org/fhir"/>'],
])('what comes as %s and is no Binary is content like any other: %s', async (type, content) => {
  const headers = { 'content-type': type };
  const posted = await api.send('POST /Binary', { body: content, headers });
  expect([posted.status, posted.json.contentType]).toEqual([201, type]);
  expect((await api.send(`GET /Binary/${posted.json.id}`)).text).toBe(content);
  expect((await api.send('PUT /Binary/typed', { body: content, headers })).status).toBeLessThan(300);
  expect((await api.send('GET /Binary/typed', { headers: { accept: '*/*' } })).text).toBe(content);
});

test.each([
  ['application/fhir+json', '{"contentType":"text/plain","data":"aGk=","resourceType":"Binary","id":"b"}'],
  [
    'application/fhir+xml',
    '<!-- b --><f:Binary xmlns:f="http://hl7.org/fhir"><f:id value="b"/><f:contentType value="text/plain"/><f:data value="aGk="/></f:Binary>',
  ],
])('what comes as %s and is a Binary is the resource', async (type, body) => {
  const headers = { 'content-type': type };
  expect((await api.send('POST /Binary', { body, headers })).json).toMatchObject({ contentType: 'text/plain' });
  expect((await api.send('PUT /Binary/b', { body, headers })).json).toMatchObject({ contentType: 'text/plain' });
  expect((await api.send('GET /Binary/b', { headers: { accept: '*/*' } })).text).toBe('hi');
});

test('posting bytes makes a new Binary; what is no content type, empty or conditional is refused', async () => {
  const posted = await api.send('POST /Binary', { body: 'x', headers: { 'content-type': 'text/plain' } });
  expect(posted.status).toBe(201);
  const conditional = { 'content-type': 'text/plain', 'if-none-exist': '_id=a' };
  expect((await api.send('POST /Binary', { body: 'x', headers: conditional })).status).toBe(400);
  const onlyNew = { 'content-type': 'text/plain', 'if-none-match': '*' };
  expect((await api.send('PUT /Binary/new', { body: 'x', headers: onlyNew })).status).toBe(400);
  expect((await api.send('POST /Binary', { headers: { 'content-type': 'text/plain' } })).status).toBe(400);
  const again = { 'content-type': 'text/plain', 'if-match': 'W/"7"' };
  expect((await api.send('PUT /Binary/a', { body: 'x', headers: again })).status).toBe(412);
  const security = { 'content-type': 'text/plain', 'x-security-context': 'Patient/never' };
  expect((await api.send('POST /Binary', { body: 'x', headers: security })).status).toBeLessThan(500);
});

test('a Binary is searched and deleted like any resource', async () => {
  expect((await api.send('GET /Binary?_id=a')).json).toMatchObject({ total: 1 });
  expect((await api.send('DELETE /Binary/a')).status).toBe(204);
  // Whether the caller might have seen it cannot be asked of what is no longer there, so it is not told from what never was.
  expect((await api.send('GET /Binary/a')).status).toBe(404);
});
