import { beforeAll, describe, expect, test } from 'vitest';
import { holderOf } from './__fixtures__/people.ts';
import { bundle, entry, observation, patient } from './__fixtures__/resources.ts';
import { faultsOf, type Sent, type TestApi, testApi } from './__fixtures__/test-api.ts';

/**
 * What https://hl7.org/fhir/R4/http.html says of status codes and headers, clause by clause, each tried on a record that holds:
 * Patient/a (2 versions), Patient/gone (deleted), and two patients with the identifier urn:x|two.
 */
let api: TestApi;

beforeAll(async () => {
  api = await testApi({ resourceLength: 5000, bundleEntries: 5 });
  const identifier = [{ system: 'urn:x', value: 'one' }];
  for (const family of ['First', 'Edwards'])
    await api.send('PUT /Patient/a', { body: patient(family, { id: 'a', identifier }) });
  await api.send('PUT /Patient/gone', { body: patient('Gone', { id: 'gone' }) });
  await api.send('DELETE /Patient/gone');
  for (const id of ['b', 'c']) {
    await api.send(`PUT /Patient/${id}`, {
      body: patient('Twin', { id, identifier: [{ system: 'urn:x', value: 'two' }] }),
    });
  }
});

const json = { 'content-type': 'application/fhir+json' };
const jsonPatch = (...operations: readonly object[]): Sent => ({
  body: JSON.stringify(operations),
  headers: { 'content-type': 'application/json-patch+json' },
});
const one = '?identifier=urn:x|one';
const two = '?identifier=urn:x|two';
const none = '?identifier=urn:x|none';

type Clause = readonly [
  clause: string,
  line: string,
  sent: Sent,
  status: number,
  headers?: Readonly<Record<string, RegExp | null>>,
];

const reading: readonly Clause[] = [
  ['read: ETag and Last-Modified', 'GET /Patient/a', {}, 200, { etag: /^W\/"2"$/, 'last-modified': /GMT$/ }],
  ['read: unknown is 404', 'GET /Patient/never', {}, 404],
  ['read: deleted is 410', 'GET /Patient/gone', {}, 410],
  ['read: unknown type is 404', 'GET /Nonsense/a', {}, 404],
  ['vread', 'GET /Patient/a/_history/1', {}, 200, { etag: /^W\/"1"$/ }],
  ['vread: unknown version is 404', 'GET /Patient/a/_history/9', {}, 404],
  ['vread: the version that deletes is 410', 'GET /Patient/gone/_history/2', {}, 410],
  ['vread: a version before the deletion can be read', 'GET /Patient/gone/_history/1', {}, 200],
  [
    'conditional read: If-None-Match',
    'GET /Patient/a',
    { headers: { 'if-none-match': 'W/"2"' } },
    304,
    { etag: /^W\/"2"$/ },
  ],
  ['conditional read: another tag gets the content', 'GET /Patient/a', { headers: { 'if-none-match': 'W/"1"' } }, 200],
  ['conditional read: one of several tags', 'GET /Patient/a', { headers: { 'if-none-match': 'W/"1", W/"2"' } }, 304],
  [
    'conditional read: If-Modified-Since',
    'GET /Patient/a',
    { headers: { 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' } },
    304,
  ],
  [
    'conditional read: changed since',
    'GET /Patient/a',
    { headers: { 'if-modified-since': 'Wed, 01 Jan 2020 00:00:00 GMT' } },
    200,
  ],
  [
    'conditional read: the tag counts for more than the time',
    'GET /Patient/a',
    { headers: { 'if-none-match': 'W/"1"', 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' } },
    200,
  ],
  ['HEAD: as GET, without a body', 'HEAD /Patient/a', {}, 200, { etag: /^W\/"2"$/, 'content-length': /^\d+$/ }],
  ['HEAD: also of what is not there', 'HEAD /Patient/never', {}, 404],
  ['HEAD: a search', 'HEAD /Patient', {}, 200],
  ['HEAD: a history', 'HEAD /Patient/a/_history', {}, 200],
  ['_summary=text of a read', 'GET /Patient/a?_summary=text', {}, 200],
  ['_summary=data of a read', 'GET /Patient/a?_summary=data', {}, 200],
  ['_summary=false of a read', 'GET /Patient/a?_summary=false', {}, 200],
  ['_summary: something else', 'GET /Patient/a?_summary=some', {}, 400],
  ['_elements of a read', 'GET /Patient/a?_elements=name', {}, 200],
  ['search: unknown type is 404', 'GET /Nonsense?name=x', {}, 404],
  ['search: what cannot be processed is 400', 'GET /Patient?birthdate=x', {}, 400],
  [
    'search: handling=strict refuses an unknown parameter',
    'GET /Patient?shoe-size=42',
    { headers: { prefer: 'handling=strict' } },
    400,
  ],
  ['search: handling=lenient does not', 'GET /Patient?shoe-size=42', { headers: { prefer: 'handling=lenient' } }, 200],
  [
    'search by POST',
    'POST /Patient/_search',
    { body: 'name=edwards', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    200,
  ],
  ['search by POST takes forms only', 'POST /Patient/_search', { body: '{}', headers: json }, 415],
  ['history of what never was is 404', 'GET /Patient/never/_history', {}, 404],
  ['history of what is deleted', 'GET /Patient/gone/_history', {}, 200],
  ['history: parameters appear once', 'GET /Patient/a/_history?_count=1&_count=2', {}, 400],
  ['history of a type and of the system', 'GET /Patient/_history?_count=1', {}, 200],
  ['capabilities: ETag', 'GET /metadata', {}, 200, { etag: /^W\/"[\w-]+"$/ }],
  ['capabilities: mode', 'GET /metadata?mode=normative', {}, 200],
  ['capabilities: no such mode', 'GET /metadata?mode=some', {}, 400],
  ['capabilities: _elements', 'GET /metadata?_elements=fhirVersion', {}, 200],
];

const negotiating: readonly Clause[] = [
  [
    'Accept: a format that is not supported is 406',
    'GET /Patient/a',
    { headers: { accept: 'application/fhir+turtle' } },
    406,
  ],
  [
    'Accept: a generic type gets the FHIR format',
    'GET /Patient/a',
    { headers: { accept: 'application/json' } },
    200,
    { 'content-type': /^application\/fhir\+json/ },
  ],
  [
    'Accept: fhirVersion of R4',
    'GET /Patient/a',
    { headers: { accept: 'application/fhir+json; fhirVersion=4.0' } },
    200,
  ],
  [
    'Accept: another fhirVersion is 406',
    'GET /Patient/a',
    { headers: { accept: 'application/fhir+json; fhirVersion=3.0' } },
    406,
  ],
  ['_format overrides Accept', 'GET /Patient/a?_format=json', { headers: { accept: 'application/fhir+turtle' } }, 200],
  ['_format: what is not supported is 406', 'GET /Patient/a?_format=ttl', {}, 406],
  [
    '_format does not override Content-Type',
    'POST /Patient?_format=json',
    { body: 'x', headers: { 'content-type': 'text/turtle' } },
    415,
  ],
  [
    'a body of an unsupported format is 415',
    'POST /Patient',
    { body: 'x', headers: { 'content-type': 'text/turtle' } },
    415,
  ],
  [
    'a patch of an unsupported kind is 415, with those that are supported',
    'PATCH /Patient/a',
    { body: 'x', headers: { 'content-type': 'text/plain' } },
    415,
    { 'accept-patch': /json-patch.*fhir\+json/ },
  ],
  ['_format: fhirVersion of R4', 'GET /Patient/a?_format=application/fhir%2Bjson;%20fhirVersion=4.0', {}, 200],
  ['_format: another fhirVersion is 406', 'GET /Patient/a?_format=application/fhir%2Bjson;%20fhirVersion=3.0', {}, 406],
  [
    'a body of another fhirVersion is 415',
    'POST /Patient',
    { body: '{}', headers: { 'content-type': 'application/fhir+json; fhirVersion=1.0' } },
    415,
  ],
  ['a body that is too large is 413', 'POST /Patient', { body: patient('x'.repeat(6000)) }, 413],
  [
    'OPTIONS says what there is',
    'OPTIONS /Patient/a',
    {},
    204,
    { allow: /GET, HEAD, PUT, PATCH, DELETE/, 'accept-patch': /json-patch/ },
  ],
  ['a method that a path does not take is 405', 'POST /Patient/a', { body: patient('E') }, 405, { allow: /PUT/ }],
  [
    'a name given by the client comes back as X-Correlation-Id',
    'GET /Patient/a',
    { headers: { 'x-request-id': 'mine' } },
    200,
    { 'x-correlation-id': /^mine$/, 'x-request-id': /^request-/ },
  ],
  ['without one there is none', 'GET /Patient/a', {}, 200, { 'x-correlation-id': null }],
  [
    'credentials are asked for',
    'GET /Patient/a',
    { caller: { principal: undefined } },
    401,
    { 'www-authenticate': /Bearer/ },
  ],
  ['what may not be done is 403', 'GET /Patient/a', { as: holderOf('user/Observation.r') }, 403],
];

const writing: readonly Clause[] = [
  [
    'create: 201, Location, ETag, Last-Modified',
    'POST /Patient',
    { body: patient('New') },
    201,
    { location: /\/Patient\/[^/]+\/_history\/1$/, etag: /^W\/"1"$/, 'last-modified': /GMT$/ },
  ],
  ['create: an id is ignored', 'POST /Patient', { body: patient('New', { id: 'mine' }) }, 201],
  ['create: what cannot be parsed is 400', 'POST /Patient', { body: '{', headers: json }, 400],
  ['create: another type is 400', 'POST /Patient', { body: observation('Patient/a') }, 400],
  ['create: what is not valid is 422', 'POST /Patient', { body: patient('E', { gender: 'f' }) }, 422],
  ['create: unknown type is 404', 'POST /Nonsense', { body: { resourceType: 'Nonsense' } }, 404],
  [
    'conditional create: none',
    'POST /Patient',
    { body: patient('E'), headers: { ...json, 'if-none-exist': 'identifier=urn:x|new' } },
    201,
  ],
  [
    'conditional create: one is 200',
    'POST /Patient',
    { body: patient('E'), headers: { ...json, 'if-none-exist': 'identifier=urn:x|one' } },
    200,
    { location: /\/Patient\/a\// },
  ],
  [
    'conditional create: several is 412',
    'POST /Patient',
    { body: patient('E'), headers: { ...json, 'if-none-exist': 'identifier=urn:x|two' } },
    412,
  ],
  [
    'update as create: 201 and Location',
    'PUT /Patient/mine',
    { body: patient('E', { id: 'mine' }) },
    201,
    { location: /\/Patient\/mine\/_history\/1$/ },
  ],
  ['update: no id is 400', 'PUT /Patient/a', { body: patient('E') }, 400],
  ['update: another id is 400', 'PUT /Patient/a', { body: patient('E', { id: 'b' }) }, 400],
  [
    'update: If-Match of another version is 412',
    'PUT /Patient/a',
    { body: patient('E', { id: 'a' }), headers: { ...json, 'if-match': 'W/"1"' } },
    412,
  ],
  [
    'update: If-Match of nothing is 412',
    'PUT /Patient/nothing',
    { body: patient('E', { id: 'nothing' }), headers: { ...json, 'if-match': 'W/"1"' } },
    412,
  ],
  [
    'update: If-None-Match: * of what is there is 412',
    'PUT /Patient/a',
    { body: patient('E', { id: 'a' }), headers: { ...json, 'if-none-match': '*' } },
    412,
  ],
  [
    'update: what is deleted comes back as 201',
    'PUT /Patient/gone',
    { body: patient('E', { id: 'gone' }) },
    201,
    { etag: /^W\/"3"$/ },
  ],
  [
    'conditional update: none, no id, creates',
    `PUT /Patient?identifier=urn:x|cu1`,
    { body: patient('E', { identifier: [{ system: 'urn:x', value: 'cu1' }] }) },
    201,
  ],
  [
    'conditional update: none, with an id, is update as create',
    `PUT /Patient?identifier=urn:x|cu2`,
    { body: patient('E', { id: 'cu2' }) },
    201,
    { location: /\/Patient\/cu2\/_history\/1$/ },
  ],
  [
    'conditional update: one, no id',
    `PUT /Patient${one}`,
    { body: patient('E', { identifier: [{ system: 'urn:x', value: 'one' }] }) },
    200,
    { location: /\/Patient\/a\// },
  ],
  [
    'conditional update: one, its id',
    `PUT /Patient${one}`,
    { body: patient('E', { id: 'a', identifier: [{ system: 'urn:x', value: 'one' }] }) },
    200,
  ],
  ['conditional update: one, another id, is 400', `PUT /Patient${one}`, { body: patient('E', { id: 'other' }) }, 400],
  ['conditional update: several is 412', `PUT /Patient${two}`, { body: patient('E') }, 412],
  ['conditional update: no condition is 400', 'PUT /Patient', { body: patient('E') }, 400],
  [
    'patch: 200',
    'PATCH /Patient/a',
    jsonPatch({ op: 'add', path: '/gender', value: 'male' }),
    200,
    { etag: /^W\/"\d+"$/ },
  ],
  ['patch: nothing there is 404', 'PATCH /Patient/never', jsonPatch(), 404],
  ['patch: no patch is 400', 'PATCH /Patient/a', jsonPatch({ op: 'x' }), 400],
  [
    'patch: If-Match of another version is 412',
    'PATCH /Patient/a',
    { ...jsonPatch(), headers: { ...jsonPatch().headers, 'if-match': 'W/"1"' } },
    412,
  ],
  [
    'patch: conflicting state is 409 (RFC 5789 §2.2)',
    'PATCH /Patient/a',
    jsonPatch({ op: 'test', path: '/active', value: true }),
    409,
  ],
  [
    'patch: an invalid result is 422',
    'PATCH /Patient/a',
    jsonPatch({ op: 'replace', path: '/gender', value: 'f' }),
    422,
  ],
  [
    'patch: another format is 415',
    'PATCH /Patient/a',
    { body: '<diff/>', headers: { 'content-type': 'application/xml-patch+xml' } },
    415,
  ],
  ['conditional patch: none is 404', `PATCH /Patient${none}`, jsonPatch(), 404],
  ['conditional patch: one', `PATCH /Patient${one}`, jsonPatch({ op: 'add', path: '/active', value: true }), 200],
  ['conditional patch: several is 412', `PATCH /Patient${two}`, jsonPatch(), 412],
  ['delete: If-Match of another version is 412', 'DELETE /Patient/a', { headers: { 'if-match': 'W/"1"' } }, 412],
  ['delete: nothing there is 204', 'DELETE /Patient/never', {}, 204],
  ['delete: 200 with a payload', 'DELETE /Patient/never', { headers: { prefer: 'return=OperationOutcome' } }, 200],
  ['conditional delete: none', `DELETE /Patient${none}`, {}, 204],
  ['conditional delete: several is 412 unless the record is told otherwise', `DELETE /Patient${two}`, {}, 412],
  ['conditional delete: one', `DELETE /Patient${one}`, {}, 204],
  ['delete: again is 204', 'DELETE /Patient/a', {}, 204],
  [
    'batch: 200 whatever becomes of its entries',
    'POST /',
    { body: bundle('batch', entry('GET', 'Patient/never')) },
    200,
  ],
  ['transaction: an empty one is no error', 'POST /', { body: { resourceType: 'Bundle', type: 'transaction' } }, 200],
  [
    'transaction: a failing entry fails it',
    'POST /',
    { body: bundle('transaction', entry('POST', 'Patient', patient('E', { gender: 'f' }))) },
    422,
  ],
  ['transaction: another Bundle is 400', 'POST /', { body: { resourceType: 'Bundle', type: 'document' } }, 400],
  [
    'transaction: too many entries is 413',
    'POST /',
    { body: bundle('batch', ...Array.from({ length: 6 }, () => entry('GET', 'Patient/a'))) },
    413,
  ],
];

describe.each([
  ['reading', reading],
  ['negotiating', negotiating],
  ['writing', writing],
])('%s', (_, clauses) => {
  test.for(clauses)('%s', async ([_clause, line, sent, status, headers = {}]) => {
    const answer = await api.send(line, sent);
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) {
      if (value === null) expect(answer.headers.get(name)).toBeNull();
      else expect(answer.headers.get(name) ?? 'absent').toMatch(value);
    }
    const bodiless = status === 204 || status === 304 || line.startsWith('HEAD');
    if (bodiless) expect(answer.text).toBe('');
    else if (status >= 400) expect(answer.json.resourceType).toBe('OperationOutcome');
    if (!bodiless && line !== 'GET /metadata?_elements=fhirVersion') expect(faultsOf(answer.text)).toEqual([]);
  });
});
