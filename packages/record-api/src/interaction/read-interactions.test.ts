import { beforeAll, expect, test } from 'vitest';
import { patient } from '../__fixtures__/resources.ts';
import { faultsOf, issueCodes, linkOf, type TestApi, testApi } from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a' }) });
  api.clock.advance(5000);
  await api.send('PUT /Patient/a', { body: patient('Edwards-Jones', { id: 'a' }) });
  await api.send('PUT /Patient/gone', { body: patient('Gone', { id: 'gone' }) });
  await api.send('DELETE /Patient/gone');
});

test('a read gives the resource with its version in ETag, its time in Last-Modified, and is kept by nobody on the way', async () => {
  const { status, headers, json } = await api.send('GET /Patient/a');
  expect(status).toBe(200);
  expect(json).toMatchObject({ id: 'a', meta: { versionId: '2' }, name: [{ family: 'Edwards-Jones' }] });
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/fhir+json; charset=utf-8',
    etag: 'W/"2"',
    'last-modified': 'Thu, 01 Jan 2026 00:00:05 GMT',
    'cache-control': 'no-store',
  });
  expect(headers.has('content-location')).toBe(false);
});

test('a version can be read by itself', async () => {
  const first = await api.send('GET /Patient/a/_history/1');
  expect(first.json).toMatchObject({ meta: { versionId: '1' }, name: [{ family: 'Edwards' }] });
  expect(first.headers.get('etag')).toBe('W/"1"');
  expect((await api.send('GET /Patient/a/_history/3')).status).toBe(404);
});

test('what was deleted answers 410 and what never was answers 404', async () => {
  expect((await api.send('GET /Patient/gone')).status).toBe(410);
  expect((await api.send('GET /Patient/gone/_history/2')).status).toBe(410);
  expect((await api.send('GET /Patient/gone/_history/1')).status).toBe(200);
  expect((await api.send('GET /Patient/never')).status).toBe(404);
  expect((await api.send('GET /Patient/not_an_id')).status).toBe(404);
});

test('HEAD answers as GET does, without the body', async () => {
  const get = await api.send('GET /Patient/a');
  const head = await api.send('HEAD /Patient/a');
  expect(head.status).toBe(200);
  expect(head.text).toBe('');
  expect(head.headers.get('etag')).toBe('W/"2"');
  expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(get.text)));
  expect((await api.send('HEAD /Patient/never')).status).toBe(404);
});

test.each([
  ['if-none-match', 'W/"2"', 304],
  ['if-none-match', '"2"', 304],
  ['if-none-match', 'W/"1", W/"2"', 304],
  ['if-none-match', '*', 304],
  ['if-none-match', 'W/"1"', 200],
  ['if-modified-since', 'Thu, 01 Jan 2026 00:00:05 GMT', 304],
  ['if-modified-since', 'Thu, 01 Jan 2026 00:00:04 GMT', 200],
  ['if-modified-since', 'Thursday, 01-Jan-26 00:00:05 GMT', 304],
  ['if-modified-since', 'Thu Jan  1 00:00:05 2026', 304],
  ['if-modified-since', 'not a date', 200],
  ['if-modified-since', '2099-01-01', 200],
  ['if-modified-since', '2099-01-01T00:00:00Z', 200],
])('a read with %s: %s answers %i', async (name, value, status) => {
  const answer = await api.send('GET /Patient/a', { headers: { [name]: value } });
  expect(answer.status).toBe(status);
  if (status === 304) expect(answer.text).toBe('');
  expect(answer.headers.get('etag')).toBe('W/"2"');
});

test('what was corrected within the second of its Last-Modified is not taken for known', async () => {
  const own = await testApi();
  own.clock.advance(300);
  const put = (birthDate: string) =>
    own.send('PUT /Patient/quick', { body: patient('Quick', { id: 'quick', birthDate }) });
  const first = (await put('1970-01-01')).headers.get('last-modified') ?? '';
  const since = (line: string) => own.send(line, { headers: { 'if-modified-since': first } });
  expect((await since('GET /Patient/quick')).status).toBe(304);
  own.clock.advance(300);
  expect((await put('1971-01-01')).headers.get('last-modified')).toBe(first);
  expect((await since('GET /Patient/quick')).status).toBe(200);
  expect((await since('GET /Patient/quick/_history/2')).status).toBe(304);
});

test('If-None-Match outweighs If-Modified-Since', async () => {
  const headers = { 'if-none-match': 'W/"1"', 'if-modified-since': 'Thu, 01 Jan 2026 01:00:00 GMT' };
  expect((await api.send('GET /Patient/a', { headers })).status).toBe(200);
});

test('parameters that a read does not know pass, unless handling is strict', async () => {
  expect((await api.send('GET /Patient/a?name=x')).status).toBe(200);
  const strict = await api.send('GET /Patient/a?name=x', { headers: { prefer: 'handling=strict' } });
  expect(strict.status).toBe(400);
});

test('a history is newest first, a valid Bundle, and pages by links', async () => {
  const whole = await api.send('GET /Patient/a/_history');
  expect(faultsOf(whole.text)).toEqual([]);
  expect(whole.json).toMatchObject({
    type: 'history',
    total: 2,
    link: [{ relation: 'self', url: 'http://127.0.0.1:3000/fhir/Patient/a/_history' }],
    entry: [
      { request: { method: 'PUT', url: 'Patient/a' }, response: { status: '200', etag: 'W/"2"' } },
      { request: { method: 'POST', url: 'Patient' }, response: { status: '201', etag: 'W/"1"' } },
    ],
  });
  const first = await api.send('GET /Patient/a/_history?_count=1');
  expect(first.json).toMatchObject({ entry: [{ resource: { meta: { versionId: '2' } } }] });
  const second = await api.send(`GET ${linkOf(first, 'next')}`);
  expect(second.json).toMatchObject({ entry: [{ resource: { meta: { versionId: '1' } } }] });
});

test('the next page of a history comes in the form that was asked for', async () => {
  const first = await api.send('GET /Patient/a/_history?_count=1&_format=xml&_pretty=true');
  const next = /relation value="next"\/>\s*<url value="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&');
  expect(first.text).toContain('<Bundle');
  const second = await api.send(`GET ${next?.slice(next.indexOf('/fhir') + 5)}`);
  expect([second.status, second.headers.get('content-type')]).toEqual([200, 'application/fhir+xml; charset=utf-8']);
  expect(second.text).toMatch(/\n {2}<type value="history"/);
});

test('a deletion is in the history without a resource', async () => {
  const { json, text } = await api.send('GET /Patient/gone/_history');
  expect(faultsOf(text)).toEqual([]);
  expect(json).toMatchObject({ total: 2, entry: [{ request: { method: 'DELETE', url: 'Patient/gone' } }, {}] });
  expect(json.entry?.[0]).not.toHaveProperty('resource');
});

test('histories of a type and of everything', async () => {
  expect((await api.send('GET /Patient/_history')).json).toMatchObject({ total: 4 });
  const everything = await api.send('GET /_history?_since=2026-01-01T00:00:05Z');
  expect(everything.json).toMatchObject({ total: 3 });
  expect(faultsOf(everything.text)).toEqual([]);
  expect((await api.send('GET /_history?_since=2026-01-01')).json).toMatchObject({ total: 4 });
});

test.each([
  '_count=0',
  '_count=-1',
  '_count=1e2',
  '_count=1&_count=2',
  '_since=yesterday',
  '_at=x',
  '_list=a',
  '_cursor=abc',
  '_summary=count',
])('a history with %s answers 400', async (query) => {
  const answer = await api.send(`GET /Patient/a/_history?${query}`);
  expect(answer.status).toBe(400);
  expect(issueCodes(answer)).toHaveLength(1);
});
