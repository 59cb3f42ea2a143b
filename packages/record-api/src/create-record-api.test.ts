import { BaseplateError } from '@baseplate-epr/contracts';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { holderOf } from './__fixtures__/people.ts';
import { patient } from './__fixtures__/resources.ts';
import { faultsOf, issueCodes, type TestApi, testApi } from './__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi();
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a' }) });
});

beforeEach(() => api.breakWith(undefined));

test('without a principal there is /metadata and nothing else', async () => {
  const nobody = { caller: { principal: undefined } };
  expect((await api.send('GET /metadata', nobody)).status).toBe(200);
  const refused = await api.send('GET /Patient/a', nobody);
  expect([refused.status, issueCodes(refused)]).toEqual([401, ['login']]);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer realm="record"');
  const expired = await api.send('GET /nothing', { caller: { principal: undefined, refusal: 'It has expired.' } });
  expect(expired.headers.get('www-authenticate')).toBe('Bearer realm="record", error="invalid_token"');
  expect(expired.json).toMatchObject({ issue: [{ diagnostics: 'It has expired.' }] });
  expect((await api.send('DELETE /metadata', nobody)).status).toBe(401);
});

test('what the caller may not touch at all answers 403, also where the service may not', async () => {
  expect((await api.send('GET /Patient/a', { as: holderOf('user/Observation.rs') })).status).toBe(403);
  const service = { name: 'results', scopes: ['user/Observation.rs'] };
  expect((await api.send('GET /Patient/a', { caller: { service } })).status).toBe(403);
  expect((await api.send('POST /Patient', { body: patient('E'), as: holderOf('user/*.rs') })).status).toBe(403);
});

test.each([
  ['/Patient//a', 404],
  ['//Patient/a', 404],
  ['/Patient/a/', 200],
  ['/Patient%2Fa', 404],
  ['/Patient/%61', 200],
  ['/Patient/a%2F_history', 404],
  ['/Patient/a/%2e%2e/a', 200],
  ['/Patient/a%00', 404],
  ['/Patient/%zz', 404],
  ['/patient/a', 404],
  ['/Nonsense/a', 404],
  ['/Patient/a/_history/1/2', 404],
  ['/Patient/a/_history/x_y', 404],
  ['/Patient/a/$everything/_search', 404],
  [`/Patient/${'a'.repeat(65)}`, 404],
  [`/Patient/${'a/'.repeat(20_000)}`, 404],
  ['/__proto__/a', 404],
  ['/constructor', 404],
  ['/$validate/x', 404],
  ['/metadata/x', 404],
])('GET %.40s answers %i', async (path, status) => {
  const answer = await api.send(`GET ${path}`);
  expect(answer.status).toBe(status);
  expect(faultsOf(answer.text)).toEqual([]);
});

test('PUT under what cannot be an id answers 400', async () => {
  expect((await api.send('PUT /Patient/not_an_id', { body: patient('E', { id: 'not_an_id' }) })).status).toBe(400);
});

test.each([
  ['PATCH /Binary/a', 'GET, HEAD, PUT, DELETE'],
  ['POST /Patient/a', 'GET, HEAD, PUT, PATCH, DELETE'],
  ['PATCH /Binary?_id=x', 'GET, HEAD, POST, PUT, DELETE'],
  ['PATCH /Patient/a/_history/1', 'GET, HEAD'],
  ['DELETE /Patient/a/_history/1', 'GET, HEAD'],
  ['DELETE /Patient/a/_history', 'GET, HEAD'],
  ['PUT /', 'GET, HEAD, POST'],
  ['GET /Patient/_search', 'POST'],
  ['POST /metadata', 'GET, HEAD'],
  ['GET /Patient/$validate', 'POST'],
  ['POST /Patient/a/Observation', 'GET, HEAD'],
])('%s answers 405 and says what is allowed', async (line, allow) => {
  const answer = await api.send(line, { headers: { 'content-type': 'application/json-patch+json' } });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
  expect(issueCodes(answer)).toEqual(['not-supported']);
  const options = await api.send(`OPTIONS ${line.split(' ')[1]}`);
  expect([options.status, options.headers.get('allow'), options.text]).toEqual([204, allow, '']);
});

test.each([
  [undefined, 200],
  ['', 200],
  ['application/fhir+json', 200],
  ['application/fhir+json; fhirVersion=4.0', 200],
  ['application/fhir+json; fhirVersion=3.0', 406],
  ['application/json', 200],
  ['*/*', 200],
  ['application/*;q=0.8', 200],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 200],
  ['application/fhir+json;q=0.5, application/fhir+xml;q=0.5', 200],
  ['application/fhir+json;q=0, text/turtle', 406],
  ['text/html', 406],
])('Accept: %s answers %i', async (accept, status) => {
  const answer = await api.send('GET /Patient/a', accept === undefined ? {} : { headers: { accept } });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
});

test.each([
  ['json', 200],
  ['application/fhir+json', 200],
  ['application%2Ffhir%2Bjson', 200],
  ['text/json', 200],
  ['ttl', 406],
  ['html', 406],
  ['', 406],
])('_format=%s outweighs Accept and answers %i', async (format, status) => {
  const answer = await api.send(`GET /Patient/a?_format=${format}`, { headers: { accept: 'application/fhir+xml' } });
  expect(answer.status).toBe(status);
});

test('_pretty indents, errors too', async () => {
  expect((await api.send('GET /Patient/a?_pretty=true')).text).toMatch(/^\{\n {2}"resourceType": "Patient"/);
  expect((await api.send('GET /Patient/never?_pretty=true')).text).toContain('\n  "issue"');
  expect((await api.send('GET /Patient/a?_pretty=false')).text).not.toContain('\n');
});

test.each(['x-http-method-override', 'x-http-method', 'x-method-override'])(
  '%s is refused, never passed over',
  async (name) => {
    const answer = await api.send('POST /Patient', { body: patient('Edwards'), headers: { [name]: 'PUT' } });
    expect(answer.status).toBe(400);
  },
);

test.each(['name=%', 'name=%2', 'name=%zz', 'name=%c3%28', '%ff=1'])('a query like %s is refused', async (query) => {
  expect((await api.send(`GET /Patient?${query}`)).status).toBe(400);
});

test('errors say nothing of what they were about', async () => {
  const secret = 'EDWARDS-4857773456';
  const lines = [
    `GET /Patient/${secret}_`,
    `GET /${secret}`,
    `GET /Patient?${secret}=1`,
    `GET /Patient?birthdate=${secret}`,
    `GET /Patient?_cursor=${secret}`,
  ];
  for (const line of lines) {
    const answer = await api.send(line, { headers: { prefer: 'handling=strict' } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(api.logged)).not.toContain(secret);
    if (!line.includes('=1')) expect(answer.text).not.toContain(secret);
  }
});

test.each([
  [new BaseplateError({ code: 'storage-unavailable', message: 'EDWARDS' }), 503, 'transient'],
  [new BaseplateError({ code: 'module-unavailable', message: 'EDWARDS' }), 503, 'transient'],
  [new BaseplateError({ code: 'store-fenced', message: 'EDWARDS' }), 503, 'transient'],
  [new BaseplateError({ code: 'storage-corrupt', message: 'EDWARDS' }), 500, 'exception'],
  [new TypeError('EDWARDS is not a function'), 500, 'exception'],
])('when the store fails with %s the answer and the log say so without its words', async (error, status, code) => {
  api.breakWith(error);
  const answer = await api.send('GET /Patient');
  expect([answer.status, issueCodes(answer)]).toEqual([status, [code]]);
  expect(answer.headers.get('retry-after')).toBe(status === 503 ? '5' : null);
  expect(faultsOf(answer.text)).toEqual([]);
  expect(answer.text).not.toContain('EDWARDS');
  expect(api.logged.at(-1)?.fields).toMatchObject({ requestId: expect.stringMatching(/^request-/) });
  expect(JSON.stringify(api.logged)).not.toContain('EDWARDS');
});

test('a request that was given up is not carried out', async () => {
  const signal = AbortSignal.abort();
  expect((await api.send('GET /Patient/a', { caller: { signal } })).status).toBe(503);
});

test.each(['application/fhir+json', 'image/png'])(
  'a body of %s that breaks off is no failure of the record',
  async (type) => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
    });
    const before = api.logged.length;
    const answer = await api.send('POST /Binary', { body, headers: { 'content-type': type } });
    expect([answer.status, issueCodes(answer)]).toEqual([400, ['incomplete']]);
    expect(api.logged).toHaveLength(before);
  },
);
