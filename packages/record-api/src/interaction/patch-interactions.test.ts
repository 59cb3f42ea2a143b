import { beforeEach, describe, expect, test } from 'vitest';
import { holderOf } from '../__fixtures__/people.ts';
import { bundle, entry, observation, patient } from '../__fixtures__/resources.ts';
import { faultsOf, issueCodes, listOf, type TestApi, testApi, testBase } from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeEach(async () => {
  api = await testApi();
  await api.send('PUT /Patient/a', {
    body: patient('Edwards', { id: 'a', gender: 'male', identifier: [{ system: 'urn:x', value: '1' }] }),
  });
});

const jsonPatch = (...operations: readonly object[]) => ({
  body: JSON.stringify(operations),
  headers: { 'content-type': 'application/json-patch+json' },
});
const toFemale = { op: 'replace', path: '/gender', value: 'female' };
const fhirPathPatch = (...operations: readonly (readonly object[])[]) => ({
  resourceType: 'Parameters',
  parameter: operations.map((part) => ({ name: 'operation', part })),
});
const replaceGender = [
  { name: 'type', valueCode: 'replace' },
  { name: 'path', valueString: 'Patient.gender' },
  { name: 'value', valueCode: 'female' },
];
const lookingFar = [
  { name: 'type', valueCode: 'delete' },
  { name: 'path', valueString: 'Patient.descendants().where(false)' },
];
const binaryOf = (...operations: readonly object[]) => ({
  resourceType: 'Binary',
  contentType: 'application/json-patch+json',
  data: Buffer.from(JSON.stringify(operations)).toString('base64'),
});

describe.each([
  ['JSON Patch', jsonPatch(toFemale)],
  ['FHIRPath Patch', { body: fhirPathPatch(replaceGender), headers: {} }],
])('a %s', (_, sent) => {
  test('makes the next version, as an update would', async () => {
    const answer = await api.send('PATCH /Patient/a', sent);
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(answer.headers.get('location')).toBe(`${testBase}/Patient/a/_history/2`);
    expect(answer.json).toMatchObject({ gender: 'female', meta: { versionId: '2' }, name: [{ family: 'Edwards' }] });
    expect((await api.send('GET /Patient/a/_history/1')).json).toMatchObject({ gender: 'male' });
    expect((await api.send('GET /Patient?gender=female')).json).toMatchObject({ total: 1 });
    const { json } = await api.send('GET /Patient/a/_history');
    expect(json.entry?.[0]).toMatchObject({ request: { method: 'PUT', url: 'Patient/a' } });
  });

  test.each([
    ['return=minimal', ''],
    ['return=representation', 'Patient'],
    ['return=OperationOutcome', 'OperationOutcome'],
  ])('heeds Prefer: %s', async (prefer, resourceType) => {
    const answer = await api.send('PATCH /Patient/a', { ...sent, headers: { ...sent.headers, prefer } });
    expect([answer.status, answer.json.resourceType ?? '']).toEqual([200, resourceType]);
    expect(answer.headers.get('preference-applied')).toBe(prefer);
  });

  test('is made only of the version that If-Match names', async () => {
    const with1 = { ...sent, headers: { ...sent.headers, 'if-match': 'W/"1"' } };
    expect((await api.send('PATCH /Patient/a', with1)).status).toBe(200);
    expect((await api.send('PATCH /Patient/a', with1)).status).toBe(412);
  });

  test('that changes nothing makes no version', async () => {
    await api.send('PATCH /Patient/a', sent);
    const again = await api.send('PATCH /Patient/a', sent);
    expect([again.status, again.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect((await api.send('GET /Patient/a/_history')).json).toMatchObject({ total: 2 });
  });

  test('on a condition follows the table of R4: none 404, one patched, many 412', async () => {
    expect((await api.send('PATCH /Patient?identifier=urn:x|2', sent)).status).toBe(404);
    const one = await api.send('PATCH /Patient?identifier=urn:x|1', sent);
    expect([one.status, one.json.id, one.json.gender]).toEqual([200, 'a', 'female']);
    await api.send('POST /Patient', { body: patient('E', { identifier: [{ system: 'urn:x', value: '1' }] }) });
    expect((await api.send('PATCH /Patient?identifier=urn:x|1', sent)).status).toBe(412);
    for (const wrong of ['', '?', '?_count=1', '?unknown=1']) {
      expect((await api.send(`PATCH /Patient${wrong}`, sent)).status).toBe(400);
    }
  });

  test('needs something to patch, and leave to read and to update it', async () => {
    expect((await api.send('PATCH /Patient/never', sent)).status).toBe(404);
    expect((await api.send('PATCH /Patient/a', { ...sent, as: holderOf('user/Patient.u') })).status).toBe(403);
    expect((await api.send('PATCH /Patient/a', { ...sent, as: holderOf('user/Patient.r') })).status).toBe(403);
    expect(
      (
        await api.send('PATCH /Patient/a', {
          ...sent,
          as: holderOf('patient/Patient.ru?gender=female', 'user/Patient.r'),
        })
      ).status,
    ).toBe(403);
    await api.send('DELETE /Patient/a');
    expect((await api.send('PATCH /Patient/a', sent)).status).toBe(410);
  });
});

test.each<[string, object, number]>([
  ['no patch', jsonPatch({ op: 'nonsense', path: '/gender' }), 400],
  ['no JSON', { body: '[', headers: { 'content-type': 'application/json-patch+json' } }, 400],
  ['nothing', { body: '', headers: { 'content-type': 'application/json-patch+json' } }, 400],
  ['another resource than Parameters', { body: patient('E') }, 400],
  ['a failing test', jsonPatch({ op: 'test', path: '/gender', value: 'other' }, toFemale), 409],
  ['a place that is not there', jsonPatch({ op: 'remove', path: '/birthDate' }), 409],
  ['another id', jsonPatch({ op: 'replace', path: '/id', value: 'b' }), 400],
  ['no id', jsonPatch({ op: 'remove', path: '/id' }), 400],
  ['another type', jsonPatch({ op: 'replace', path: '/resourceType', value: 'Person' }), 400],
  ['a result with an unknown element', jsonPatch({ op: 'add', path: '/shoeSize', value: 42 }), 400],
  ['a result with a bad code', jsonPatch({ op: 'replace', path: '/gender', value: 'f' }), 422],
  [
    'a value of a wrong type',
    { body: fhirPathPatch([replaceGender[0] ?? {}, replaceGender[1] ?? {}, { name: 'value', valueInteger: 1 }]) },
    422,
  ],
  [
    'a conditional reference',
    jsonPatch({ op: 'add', path: '/managingOrganization', value: { reference: 'Organization?name=x' } }),
    400,
  ],
  ['XML', { body: '<diff/>', headers: { 'content-type': 'application/xml-patch+xml' } }, 415],
  ['no type', { body: new TextEncoder().encode('[]') }, 415],
  ['paths that lead to too much', { body: fhirPathPatch(replaceGender, ...Array(4).fill(lookingFar)) }, 422],
  ['too many operations', jsonPatch(...Array.from({ length: 6 }, () => toFemale)), 413],
])('a patch with %s is refused whole, in words', async (_, sent, status) => {
  const limited = await testApi({ patchOperations: 5, patchVisits: 60 });
  await limited.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a', gender: 'male' }) });
  const answer = await limited.send('PATCH /Patient/a', sent);
  expect([answer.status, answer.json.resourceType]).toEqual([status, 'OperationOutcome']);
  expect(faultsOf(answer.text)).toEqual([]);
  expect(answer.text).not.toMatch(/Edwards/);
  expect((await limited.send('GET /Patient/a')).json).toMatchObject({ gender: 'male', meta: { versionId: '1' } });
});

test('numbers keep their digits, patched or not', async () => {
  const digits =
    '{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.00}}';
  await api.send('PUT /Observation/o', { body: digits, headers: { 'content-type': 'application/fhir+json' } });
  const text =
    '[{"op":"add","path":"/referenceRange","value":[{"low":{"value":0.10}}]},{"op":"test","path":"/valueQuantity/value","value":1}]';
  const answer = await api.send('PATCH /Observation/o', {
    body: text,
    headers: { 'content-type': 'application/json-patch+json' },
  });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('"valueQuantity":{"value":1.00}');
  expect(answer.text).toContain('"low":{"value":0.10}');
});

test('a narrative that would lie is taken away, and Prefer: return=OperationOutcome says so', async () => {
  const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">male</div>' };
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a', gender: 'male', text }) });
  const { headers, body } = jsonPatch(toFemale);
  const said = await api.send('PATCH /Patient/a', { body, headers: { ...headers, prefer: 'return=OperationOutcome' } });
  expect(said.text).toContain('narrative');
  expect((await api.send('GET /Patient/a')).text).not.toContain('>male<');
});

test('a Binary cannot be patched, and says so', async () => {
  const refused = await api.send('PATCH /Binary/x', jsonPatch(toFemale));
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT, DELETE']);
  expect((await api.send('OPTIONS /Patient/a')).headers.get('accept-patch')).toBe(
    'application/json-patch+json, application/fhir+json, application/fhir+xml',
  );
});

test('two patches at once are both made', async () => {
  const add = (value: string) => jsonPatch({ op: 'add', path: '/identifier/-', value: { value } });
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => api.send('PATCH /Patient/a', add(`new${index}`))),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const { json } = await api.send('GET /Patient/a');
  expect(listOf(json.identifier)).toHaveLength(11);
});

describe('in a batch', () => {
  test('a patch is Parameters, or a JSON Patch in a Binary', async () => {
    const answer = await api.send('POST /', {
      body: bundle(
        'batch',
        entry('PATCH', 'Patient/a', binaryOf(toFemale), { ifMatch: 'W/"1"' }),
        entry('PATCH', 'Patient?identifier=urn:x|2', fhirPathPatch(replaceGender)),
        entry('PATCH', 'Patient/a', binaryOf(toFemale), { ifMatch: 'W/"9"' }),
        entry('PATCH', 'Patient/a', patient('E')),
        entry('PATCH', 'Patient/a', { resourceType: 'Binary', contentType: 'text/plain', data: 'W10=' }),
        entry('PATCH', 'Binary/a', binaryOf(toFemale)),
        entry('PATCH', 'Patient/a'),
      ),
    });
    const statuses = listOf(answer.json.entry).map(({ response }) => String(response?.status));
    expect(statuses).toEqual(['200', '404', '412', '400', '400', '405', '400']);
    expect(faultsOf(answer.text)).toEqual([]);
    expect((await api.send('GET /Patient/a')).json).toMatchObject({ gender: 'female' });
  });
});

describe('in a transaction', () => {
  const organisation = {
    fullUrl: 'urn:uuid:0b5b2a3e-7f3e-4f6e-9d31-111111111111',
    ...entry('POST', 'Organization', { resourceType: 'Organization', name: 'Trust' }),
  };
  const managedBy = (reference: string) => [
    { name: 'type', valueCode: 'add' },
    { name: 'path', valueString: 'Patient' },
    { name: 'name', valueString: 'managingOrganization' },
    { name: 'value', valueReference: { reference } },
  ];

  test('a patch may refer to what the transaction makes, by fullUrl and by condition', async () => {
    await api.send('PUT /Patient/b', { body: patient('B', { id: 'b' }) });
    const byCondition = fhirPathPatch(managedBy('Organization?name=Trust'));
    const answer = await api.send('POST /', {
      body: bundle(
        'transaction',
        entry('PATCH', 'Patient/a', fhirPathPatch(managedBy(organisation.fullUrl))),
        organisation,
        entry('PATCH', 'Patient/b', byCondition),
      ),
    });
    expect(answer.status).toBe(200);
    const location = String(listOf(answer.json.entry)[1]?.response?.location).replace('/_history/1', '');
    for (const id of ['a', 'b']) {
      expect((await api.send(`GET /Patient/${id}`)).json).toMatchObject({
        managingOrganization: { reference: location },
        meta: { versionId: '2' },
      });
    }
  });

  test.each([
    ['a failing test', [entry('PATCH', 'Patient/a', binaryOf({ op: 'test', path: '/gender', value: 'other' }))], 409],
    ['a patch of nothing', [entry('PATCH', 'Patient?identifier=urn:x|2', binaryOf(toFemale))], 404],
    [
      'a patch and an update of one resource',
      [entry('PATCH', 'Patient/a', binaryOf(toFemale)), entry('PUT', 'Patient/a', patient('E', { id: 'a' }))],
      400,
    ],
    [
      'a patch and a deletion of one resource',
      [entry('PATCH', 'Patient?identifier=urn:x|1', binaryOf(toFemale)), entry('DELETE', 'Patient/a')],
      400,
    ],
  ])('%s fails the whole', async (_, entries, status) => {
    const answer = await api.send('POST /', {
      body: bundle('transaction', entry('POST', 'Patient', patient('New')), ...entries),
    });
    expect(answer.status).toBe(status);
    expect(issueCodes(answer)).toHaveLength(1);
    expect((await api.send('GET /Patient')).json).toMatchObject({ total: 1 });
    expect((await api.send('GET /Patient/a')).json).toMatchObject({ gender: 'male' });
  });

  test('a patch that changes nothing writes nothing', async () => {
    const same = entry('PATCH', 'Patient/a', binaryOf({ op: 'test', path: '/gender', value: 'male' }));
    const answer = await api.send('POST /', {
      body: bundle('transaction', same, entry('POST', 'Observation', observation('Patient/a'))),
    });
    expect(listOf(answer.json.entry).map(({ response }) => [String(response?.status), String(response?.etag)])).toEqual(
      [
        ['200', 'W/"1"'],
        ['201', 'W/"1"'],
      ],
    );
  });
});
