import { beforeEach, expect, test } from 'vitest';
import { bundle, entry, observation, patient } from '../__fixtures__/resources.ts';
import { faultsOf, issueCodes, listOf, type TestApi, testApi, testBase } from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeEach(async () => {
  api = await testApi();
});

test('a create gives a new id, whatever the body says, and says where the version is', async () => {
  const { status, headers, json } = await api.send('POST /Patient', { body: patient('Edwards', { id: 'mine' }) });
  expect(status).toBe(201);
  expect(json.id).not.toBe('mine');
  expect(headers.get('location')).toBe(`${testBase}/Patient/${json.id}/_history/1`);
  expect(headers.get('etag')).toBe('W/"1"');
  expect(headers.get('last-modified')).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
});

test.each([
  ['return=minimal', 201, ''],
  ['return=representation', 201, 'Patient'],
  ['return=OperationOutcome', 201, 'OperationOutcome'],
  ['return=nonsense', 201, 'Patient'],
  ['respond-async; return="minimal"', 201, ''],
])('Prefer: %s', async (prefer, status, resourceType) => {
  const answer = await api.send('POST /Patient', { body: patient('Edwards'), headers: { prefer } });
  expect(answer.status).toBe(status);
  expect(answer.json.resourceType ?? '').toBe(resourceType);
  const applied = /return="?(minimal|representation|OperationOutcome)/.exec(prefer)?.[1];
  expect(answer.headers.get('preference-applied')).toBe(applied === undefined ? null : `return=${applied}`);
  if (resourceType === 'OperationOutcome') expect(faultsOf(answer.text)).toEqual([]);
});

test('an update creates under the id given, then replaces, then brings back', async () => {
  const body = patient('Edwards', { id: 'a' });
  const created = await api.send('PUT /Patient/a', { body });
  expect([created.status, created.headers.get('etag')]).toEqual([201, 'W/"1"']);
  expect(created.headers.get('location')).toBe(`${testBase}/Patient/a/_history/1`);
  expect((await api.send('PUT /Patient/a', { body })).status).toBe(200);
  const deleted = await api.send('DELETE /Patient/a');
  expect([deleted.status, deleted.text, deleted.headers.get('etag')]).toEqual([204, '', 'W/"3"']);
  const back = await api.send('PUT /Patient/a', { body });
  expect([back.status, back.headers.get('etag')]).toEqual([201, 'W/"4"']);
});

test('deleting what is not there succeeds; with Prefer it says so', async () => {
  expect((await api.send('DELETE /Patient/never')).status).toBe(204);
  const said = await api.send('DELETE /Patient/never', { headers: { prefer: 'return=OperationOutcome' } });
  expect(said.status).toBe(200);
  expect(issueCodes(said)).toEqual(['informational']);
});

test('If-Match lets only the newest version be changed', async () => {
  const body = patient('Edwards', { id: 'a' });
  await api.send('PUT /Patient/a', { body });
  const update = (ifMatch: string) => api.send('PUT /Patient/a', { body, headers: { 'if-match': ifMatch } });
  expect((await update('W/"7"')).status).toBe(412);
  expect((await update('W/"1"')).status).toBe(200);
  expect((await update('W/"1"')).status).toBe(412);
  expect((await update('"2"')).status).toBe(200);
  for (const wrong of ['2', 'W/2', '*, W/"3"', 'W/"3" W/"4"', '**']) expect((await update(wrong)).status).toBe(400);
  expect((await update('W/"a b"')).status).toBe(412);
  const remove = (ifMatch: string) => api.send('DELETE /Patient/a', { headers: { 'if-match': ifMatch } });
  expect((await remove('W/"1"')).status).toBe(412);
  expect((await remove('W/"3"')).status).toBe(204);
});

test('If-Match takes several tags, and * for whichever version there is (RFC 9110 §13.1.1)', async () => {
  const update = (id: string, ifMatch: string) =>
    api.send(`PUT /Patient/${id}`, { body: patient('Edwards', { id }), headers: { 'if-match': ifMatch } });
  expect((await update('a', '*')).status).toBe(412);
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a' }) });
  expect((await update('a', '*')).status).toBe(200);
  expect((await update('a', 'W/"1", "2"')).status).toBe(200);
  expect((await update('a', 'W/"1", "2"')).status).toBe(412);
  const within = (ifMatch: string) =>
    api.send('POST /', { body: bundle('transaction', entry('DELETE', 'Patient/a', undefined, { ifMatch })) });
  expect((await within('W/"1", W/"2"')).status).toBe(412);
  expect((await within('*')).status).toBe(200);
  expect((await within('*')).status).toBe(412);
});

test('If-None-Match: * creates only', async () => {
  const body = patient('Edwards', { id: 'a' });
  const headers = { 'if-none-match': '*' };
  expect((await api.send('PUT /Patient/a', { body, headers })).status).toBe(201);
  expect((await api.send('PUT /Patient/a', { body, headers })).status).toBe(412);
});

test.each([
  [{ 'if-unmodified-since': 'Thu, 01 Jan 2020 00:00:00 GMT' }],
  [{ 'if-none-match': 'W/"1"' }],
  [{ 'if-none-exist': 'name=edwards' }],
])('nothing is changed under a condition that is not known: %j', async (headers) => {
  const body = patient('Edwards', { id: 'a' });
  const patch = { headers: { 'content-type': 'application/json-patch+json', ...headers }, body: '[]' };
  await api.send('PUT /Patient/a', { body });
  for (const place of ['/Patient/a', '/Patient?name=edwards']) {
    expect((await api.send(`PUT ${place}`, { body, headers })).status).toBe(400);
    expect((await api.send(`PATCH ${place}`, patch)).status).toBe(400);
    expect((await api.send(`DELETE ${place}`, { headers })).status).toBe(400);
  }
  expect((await api.send('GET /Patient/a')).headers.get('etag')).toBe('W/"1"');
});

test('If-None-Match: * spares what would be patched or deleted; If-Unmodified-Since is left out beside If-Match', async () => {
  const body = patient('Edwards', { id: 'a' });
  const all = { 'if-none-match': '*' };
  await api.send('PUT /Patient/a', { body });
  expect((await api.send('DELETE /Patient/a', { headers: all })).status).toBe(400);
  const patch = { headers: { 'content-type': 'application/json-patch+json', ...all }, body: '[]' };
  expect((await api.send('PATCH /Patient/a', patch)).status).toBe(400);
  const both = { 'if-match': 'W/"1"', 'if-unmodified-since': 'Thu, 01 Jan 2020 00:00:00 GMT' };
  expect((await api.send('PUT /Patient/a', { body, headers: both })).status).toBe(200);
});

test('If-None-Exist creates once', async () => {
  const body = patient('Edwards', { identifier: [{ system: 'urn:x', value: '1' }] });
  const create = (ifNoneExist: string) =>
    api.send('POST /Patient', { body, headers: { 'if-none-exist': ifNoneExist } });
  expect((await create('identifier=urn:x|1')).status).toBe(201);
  const again = await create('Patient?identifier=urn:x%7C1');
  expect(again.status).toBe(200);
  expect(again.headers.get('location')).toContain('/_history/1');
  await api.send('POST /Patient', { body });
  expect((await create('identifier=urn:x|1')).status).toBe(412);
  for (const wrong of ['', 'unknown=1', '_count=1', 'identifier=%zz']) expect((await create(wrong)).status).toBe(400);
});

test('conditional update and delete', async () => {
  const body = patient('Edwards', { identifier: [{ system: 'urn:x', value: '1' }] });
  const created = await api.send('PUT /Patient?identifier=urn:x|1', { body });
  expect(created.status).toBe(201);
  const updated = await api.send('PUT /Patient?identifier=urn:x|1', { body });
  expect([updated.status, updated.json.id]).toEqual([200, created.json.id]);
  const other = await api.send('PUT /Patient?identifier=urn:x|1', { body: { ...body, id: 'other' } });
  expect(other.status).toBe(400);
  expect((await api.send('PUT /Patient', { body })).status).toBe(400);
  expect((await api.send('DELETE /Patient')).status).toBe(400);
  expect((await api.send('DELETE /Patient?_count=1')).status).toBe(400);
  await api.send('POST /Patient', { body });
  expect((await api.send('DELETE /Patient?identifier=urn:x|1')).status).toBe(412);
  expect((await api.send('PUT /Patient?identifier=urn:x|1', { body })).status).toBe(412);
  expect((await api.send('DELETE /Patient?identifier=urn:x|2')).status).toBe(204);
});

test.each([
  ['not JSON', '{', 400],
  ['an array', '[]', 400],
  ['nothing', '', 400],
  ['another type', observation('Patient/a'), 400],
  ['no type', { id: 'a' }, 400],
  ['an unknown type', { resourceType: 'Person2' }, 400],
  ['another id', patient('Edwards', { id: 'b' }), 400],
  ['no id', patient('Edwards'), 400],
  ['an unknown element', patient('Edwards', { id: 'a', shoeSize: 42 }), 400],
  ['a wrong type', patient('Edwards', { id: 'a', active: 'yes' }), 422],
  ['a bad date', patient('Edwards', { id: 'a', birthDate: '1990-02-30' }), 422],
  ['a bad code', patient('Edwards', { id: 'a', gender: 'f' }), 422],
  ['a key twice', '{"resourceType":"Patient","id":"a","active":true,"active":false}', 400],
  [
    'a conditional reference',
    patient('E', { id: 'a', managingOrganization: { reference: 'Organization?name=x' } }),
    400,
  ],
])('an update with %s is refused in words', async (_, body, status) => {
  const answer = await api.send('PUT /Patient/a', { body, headers: { 'content-type': 'application/fhir+json' } });
  expect(answer.status).toBe(status);
  expect(answer.json.resourceType).toBe('OperationOutcome');
  expect(faultsOf(answer.text)).toEqual([]);
  expect((await api.send('GET /Patient/a')).status).toBe(404);
});

test('a body may begin with a byte order mark, and must be UTF-8 of no more than the limits', async () => {
  const limited = await testApi({ resourceLength: 2000, depth: 20 });
  const send = (body: string | Uint8Array<ArrayBuffer>, type = 'application/fhir+json') =>
    limited.send('POST /Patient', { body, headers: { 'content-type': type } });
  const text = JSON.stringify(patient('Edwards'));
  expect((await send(`\uFEFF${text}`)).status).toBe(201);
  expect((await send(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  expect((await send(JSON.stringify(patient('x'.repeat(3000))))).status).toBe(413);
  const deep = `${'{"extension":['.repeat(30)}${']}'.repeat(30)}`;
  expect((await send(deep)).status).toBe(413);
  expect((await send(text, 'application/fhir+json; charset=utf-8')).status).toBe(201);
  expect((await send(text, 'application/json;fhirVersion=4.0')).status).toBe(201);
  for (const wrong of [
    'text/turtle',
    'text/plain',
    'application/fhir+json; charset=utf-16',
    'application/fhir+json; fhirVersion=3.0',
  ]) {
    expect((await send(text, wrong)).status).toBe(415);
  }
});

test('a transaction is done as a whole and answers entry by entry', async () => {
  const mother = {
    fullUrl: 'urn:uuid:0b5b2a3e-7f3e-4f6e-9d31-111111111111',
    ...entry('POST', 'Patient', patient('E')),
  };
  const about = entry('POST', 'Observation', observation(mother.fullUrl));
  const answer = await api.send('POST /', {
    body: bundle('transaction', mother, about, entry('GET', 'Patient?name=e')),
  });
  expect(answer.status).toBe(200);
  expect(faultsOf(answer.text)).toEqual([]);
  expect(answer.json).toMatchObject({
    type: 'transaction-response',
    entry: [
      { response: { status: '201', etag: 'W/"1"', location: expect.stringMatching(/^Patient\/[^/]+\/_history\/1$/) } },
      { response: { status: '201' } },
      { response: { status: '200' }, resource: { type: 'searchset', total: 1 } },
    ],
  });
  expect(answer.json.entry?.[0]).not.toHaveProperty('resource');
  const failing = bundle(
    'transaction',
    entry('POST', 'Patient', patient('F')),
    entry('POST', 'Patient', { resourceType: 'Patient', gender: 'f' }),
  );
  const failed = await api.send('POST /', { body: failing });
  expect(failed.status).toBe(422);
  expect(failed.json.issue?.[0]).toMatchObject({ expression: ['Bundle.entry[1].resource.gender'] });
  expect((await api.send('GET /Patient?name=f&_summary=count')).json).toMatchObject({ total: 0 });
});

test('with Prefer a transaction gives its resources back', async () => {
  const body = bundle('transaction', entry('POST', 'Patient', patient('E')));
  const { json } = await api.send('POST /', { body, headers: { prefer: 'return=representation' } });
  expect(json.entry?.[0]).toMatchObject({
    resource: { resourceType: 'Patient' },
    fullUrl: expect.stringContaining(testBase),
  });
});

test('in a batch each entry stands for itself', async () => {
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a' }) });
  const answer = await api.send('POST /', {
    body: bundle(
      'batch',
      entry('GET', 'Patient/a'),
      entry('GET', 'Patient/never'),
      entry('PUT', 'Patient/a', patient('Other', { id: 'a' }), { ifMatch: 'W/"9"' }),
      entry('GET', 'Patient?_elements=name'),
      entry('GET', 'Patient/a/_history'),
      entry('DELETE', 'Patient/never'),
      entry('PATCH', 'Patient/a'),
      entry('GET', 'Patient/a/$nonsense'),
      {},
    ),
  });
  expect(answer.status).toBe(200);
  expect(faultsOf(answer.text)).toEqual([]);
  const entries = listOf(answer.json.entry);
  expect(entries.map(({ response }) => String(response?.status))).toEqual([
    '200',
    '404',
    '412',
    '200',
    '200',
    '204',
    '400',
    '404',
    '400',
  ]);
  expect(entries[1]?.response?.outcome).toMatchObject({ resourceType: 'OperationOutcome' });
  expect(entries[3]).toMatchObject({ resource: { entry: [{ resource: { meta: { tag: [{ code: 'SUBSETTED' }] } } }] } });
});

test.each([
  ['no bundle', patient('Edwards'), 400],
  ['a bundle to keep', { resourceType: 'Bundle', type: 'collection' }, 400],
  ['entries that are none', { resourceType: 'Bundle', type: 'batch', entry: {} }, 400],
  ['too many entries', bundle('batch', ...Array.from({ length: 20 }, () => entry('GET', 'Patient/a'))), 413],
])('%s posted to the base is refused', async (_, body, status) => {
  const limited = await testApi({ bundleEntries: 10 });
  expect((await limited.send('POST /', { body })).status).toBe(status);
});

test.each(['gzip', 'br', 'deflate', 'nonsense', 'gzip, identity'])(
  'a body encoded as %s is refused',
  async (encoding) => {
    const text = JSON.stringify(patient('Edwards'));
    const headers = { 'content-encoding': encoding, 'content-type': 'application/fhir+json' };
    expect((await api.send('POST /Patient', { body: text, headers })).status).toBe(415);
    expect(
      (await api.send('POST /Binary', { body: text, headers: { ...headers, 'content-type': 'a/b' } })).status,
    ).toBe(415);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect((await api.send('POST /Patient/_search', { body: 'name=a', headers: form })).status).toBe(415);
    const identity = { 'content-encoding': 'identity' };
    expect((await api.send('POST /Patient', { body: patient('Edwards'), headers: identity })).status).toBe(201);
  },
);

test('a body that is announced too large is let arrive before it is refused, or the client would not hear why', async () => {
  const limited = await testApi({ resourceLength: 2000 });
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1000;
      if (sent > 10_000) controller.close();
      else controller.enqueue(new Uint8Array(1000).fill(0x20));
    },
  });
  const headers = { 'content-type': 'application/fhir+json', 'content-length': '10000' };
  const refused = await limited.send('POST /Patient', { body, headers });
  expect([refused.status, issueCodes(refused)]).toEqual([413, ['too-long']]);
  expect(sent).toBeGreaterThan(10_000);
  const cut = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('cut off')) });
  expect((await limited.send('POST /Patient', { body: cut, headers })).status).toBe(413);
});
