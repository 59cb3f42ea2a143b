import { beforeEach, expect, test } from 'vitest';
import { bundle, entry, observation, patient } from './__fixtures__/resources.ts';
import { issueCodes, type TestApi, testApi } from './__fixtures__/test-api.ts';

let api: TestApi;
const xmlType = 'application/fhir+xml; charset=utf-8';
const xml = { accept: 'application/fhir+xml', 'content-type': 'application/fhir+xml' };
const numbered =
  '<?xml version="1.0" encoding="UTF-8"?><Observation xmlns="http://hl7.org/fhir"><id value="x"/><status value="final"/><code><text value="a"/></code>' +
  '<subject><reference value="Patient/a"/></subject><valueQuantity><value value="1.00"/></valueQuantity></Observation>';

beforeEach(async () => {
  api = await testApi();
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a' }) });
});

test('a resource goes in and comes out as XML, with every digit', async () => {
  const created = await api.send('PUT /Observation/x', { body: numbered, headers: xml });
  expect([created.status, created.headers.get('content-type')]).toEqual([201, xmlType]);
  expect(created.text.replace(/<meta>.*<\/meta>/, '')).toBe(numbered);
  expect((await api.send('GET /Observation/x')).text).toContain('"value":1.00');
  const read = await api.send('GET /Observation/x/_history/1?_format=xml&_pretty=true');
  expect(read.text).toContain('\n  <valueQuantity>\n    <value value="1.00"/>\n');
  const head = await api.send('HEAD /Observation/x', { headers: xml });
  const whole = await api.send('GET /Observation/x', { headers: xml });
  expect([head.text, head.headers.get('content-length')]).toEqual(['', String(whole.text.length)]);
});

test.each([
  ['application/fhir+xml', xmlType],
  ['text/xml', xmlType],
  ['application/xml;q=0.9, application/json;q=0.1', xmlType],
  ['application/fhir+xml;q=0.2, */*;q=0.1', xmlType],
  ['application/fhir+xml, application/fhir+json', 'application/fhir+json; charset=utf-8'],
  ['application/fhir+xml;q=0.9, */*', 'application/fhir+json; charset=utf-8'],
  ['application/fhir+json;q=0, */*', xmlType],
  ['application/fhir+json;q=0.1, */*;q=0.5', xmlType],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/fhir+json; charset=utf-8'],
])('Accept: %s answers %s', async (accept, type) => {
  const answer = await api.send('GET /Patient/a', { headers: { accept } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
});

test.each(['xml', 'text/xml', 'application/xml', 'application%2Ffhir%2Bxml', 'application/fhir+xml'])(
  '_format=%s outweighs Accept',
  async (format) => {
    const answer = await api.send(`GET /Patient/a?_format=${format}`, { headers: { accept: 'application/json' } });
    expect(answer.headers.get('content-type')).toBe(xmlType);
  },
);

test('searches, histories, metadata and refusals are written as XML', async () => {
  await api.send('PUT /Observation/x', { body: numbered, headers: xml });
  const found = await api.send('GET /Observation?_format=xml&_include=Observation:patient');
  expect(found.text).toMatch(/^<\?xml .*<Bundle xmlns="http:\/\/hl7.org\/fhir">/);
  expect(found.text).toContain('<resource><Observation><id value="x"/>');
  const posted = await api.send('POST /Observation/_search', {
    body: '_format=xml',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(posted.headers.get('content-type')).toBe(xmlType);
  expect((await api.send('GET /_history?_format=xml')).text).toContain('<type value="history"/>');
  const metadata = await api.send('GET /metadata?_format=xml');
  expect(metadata.json.format).toEqual(['application/fhir+json', 'application/fhir+xml', 'json', 'xml']);
  const missing = await api.send('GET /Patient/never', { headers: xml });
  expect([missing.status, missing.headers.get('content-type')]).toEqual([404, xmlType]);
  expect(issueCodes(missing)).toEqual(['not-found']);
});

test('a transaction and $validate take XML', async () => {
  const written = `<Bundle xmlns="http://hl7.org/fhir"><type value="transaction"/><entry><fullUrl value="urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7"/>
    <resource>${numbered.replace(/^.*?>(?=<Obs)/, '')}</resource><request><method value="POST"/><url value="Observation"/></request></entry></Bundle>`;
  const answer = await api.send('POST /', { body: written, headers: xml });
  expect(answer.status, answer.text).toBe(200);
  expect(answer.text).toContain('<status value="201"/>');
  const validated = await api.send('POST /Observation/$validate', {
    body: numbered.replace('final', 'nonsense').replace('<code>', '<nonsense/><code>'),
    headers: { 'content-type': 'text/xml' },
  });
  expect(validated.status).toBe(200);
  expect(validated.text).toContain('Observation.status');
  expect(validated.text).toContain('Observation.nonsense');
});

test('XML that is none, or is meant to do harm, is refused in words', async () => {
  const put = (body: string) =>
    api.send('PUT /Observation/x', { body, headers: { 'content-type': 'application/fhir+xml' } });
  const entities = `<!DOCTYPE lol [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${numbered.replace(/^.*?>(?=<Obs)/, '')}`;
  for (const body of [
    '{"resourceType":"Observation"}',
    numbered.slice(0, -5),
    entities,
    '<Observation/>',
    '<a>'.repeat(300),
  ]) {
    const answer = await put(body);
    expect([400, 413]).toContain(answer.status);
    expect(answer.text).toContain('The XML');
  }
  expect(
    (
      await api.send('PUT /Observation/x', {
        body: numbered,
        headers: { 'content-type': 'application/fhir+xml; charset=latin1' },
      })
    ).status,
  ).toBe(415);
  expect((await api.send('GET /Observation/x')).status).toBe(404);
});

test('what XML cannot carry is refused as not acceptable, and JSON still has it', async () => {
  const written = await api.send('PUT /Observation/y', {
    body: observation('Patient/a', { id: 'y', note: [{ text: 'a\uFFFE' }] }),
  });
  expect(written.status).toBe(201);
  const answer = await api.send('GET /Observation/y', { headers: xml });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([406, xmlType]);
  expect(answer.text).toContain('U+FFFE');
});

test('XML posted to Binary is a document, unless it is FHIR', async () => {
  const document = await api.send('POST /Binary', { body: '<a/>', headers: { 'content-type': 'application/xml' } });
  expect(document.status).toBe(201);
  const resource = '<Binary xmlns="http://hl7.org/fhir"><contentType value="text/plain"/><data value="YQ=="/></Binary>';
  const posted = await api.send('POST /Binary', {
    body: resource,
    headers: { 'content-type': 'application/fhir+xml' },
  });
  expect(posted.status).toBe(201);
  const path = new URL(posted.headers.get('location') ?? '').pathname.slice('/fhir'.length).replace(/\/_history.*/, '');
  expect((await api.send(`GET ${path}`)).text).toBe('a');
  expect((await api.send(`GET ${path}`, { headers: { accept: 'application/fhir+xml' } })).text).toContain(
    '<data value="YQ=="/>',
  );
});

test('a batch answers in the format asked for, whatever it came in', async () => {
  const answer = await api.send('POST /', {
    body: bundle('batch', entry('GET', 'Patient/a')),
    headers: { accept: 'application/fhir+xml' },
  });
  expect(answer.text).toContain('<resource><Patient><id value="a"/>');
});

test('what is written is never refused for what XML cannot carry: it is answered without the resource', async () => {
  const headers = { accept: 'application/fhir+xml', prefer: 'return=representation' };
  const body = patient('Edw\uFFFEards', { id: 'odd' });
  const put = await api.send('PUT /Patient/odd', { body, headers });
  expect([put.status, put.text, put.headers.get('location')]).toEqual([
    201,
    '',
    expect.stringMatching(/Patient\/odd\/_history\/1$/),
  ]);
  expect((await api.send('GET /Patient/odd', { headers })).status).toBe(406);
  const answer = await api.send('POST /', {
    body: bundle('transaction', entry('POST', 'Patient', patient('New')), entry('GET', 'Patient/odd')),
    headers,
  });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, xmlType]);
  expect(answer.text).toContain('<status value="201"/>');
  expect(answer.text).toContain('<code value="not-supported"/>');
  expect(answer.text).not.toContain('<resource>');
});
