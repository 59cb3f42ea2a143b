import { beforeEach, describe, expect, test } from 'vitest';
import { holderOf } from '../__fixtures__/people.ts';
import { bundle, entry, observation, patient } from '../__fixtures__/resources.ts';
import { faultsOf, issueCodes, type Json, listOf, type TestApi, testApi, testBase } from '../__fixtures__/test-api.ts';

let api: TestApi;

beforeEach(async () => {
  api = await testApi();
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a' }) });
});

const urn = 'urn:uuid:0b5b2a3e-7f3e-4f6e-9d31-111111111111';
const statuses = (json: Json) => listOf(json.entry).map(({ response }) => String(response?.status));
const transaction = async (...entries: readonly object[]) => {
  const answer = await api.send('POST /', { body: bundle('transaction', ...entries) });
  expect([answer.status, faultsOf(answer.text)]).toEqual([200, []]);
  return answer.json;
};
const locationOf = (json: Json, index: number) =>
  String(listOf(json.entry)[index]?.response?.location).replace(/\/_history\/.*/, '');

test.each([
  entry('PUT', 'Patient/a', patient('Other', { id: 'a' }), { ifNoneMatch: 'W/"1"' }),
  entry('PUT', 'Patient/a', patient('Other', { id: 'a' }), { ifNoneExist: 'name=edwards' }),
  entry('DELETE', 'Patient/a', undefined, { ifNoneMatch: '*' }),
])('an entry changes nothing under a condition that is not known: %j', async (one) => {
  const refused = await api.send('POST /', { body: bundle('transaction', one) });
  expect([refused.status, issueCodes(refused)]).toEqual([400, ['value']]);
  const { json } = await api.send('POST /', { body: bundle('batch', one) });
  expect(statuses(json)).toEqual(['400']);
  expect((await api.send('GET /Patient/a')).headers.get('etag')).toBe('W/"1"');
});

describe('entries that read', () => {
  test('say 304 to who has the version already', async () => {
    const { json } = await api.send('POST /', {
      body: bundle(
        'batch',
        entry('GET', 'Patient/a', undefined, { ifNoneMatch: 'W/"1"' }),
        entry('GET', 'Patient/a', undefined, { ifNoneMatch: 'W/"7"' }),
        entry('GET', 'Patient/a', undefined, { ifModifiedSince: '2100-01-01T00:00:00Z' }),
        entry('GET', 'Patient/a', undefined, { ifModifiedSince: '2020-01-01T00:00:00Z' }),
        entry('GET', 'Patient/a', undefined, { ifModifiedSince: 'yesterday' }),
      ),
    });
    expect(statuses(json)).toEqual(['304', '200', '304', '200', '400']);
    expect(listOf(json.entry).map(({ resource }) => resource !== undefined)).toEqual([false, true, false, true, false]);
  });

  test('give the shape that is asked for, and with HEAD nothing', async () => {
    const { json, text } = await api.send('POST /', {
      body: bundle(
        'batch',
        entry('GET', 'Patient/a?_elements=gender'),
        entry('HEAD', 'Patient/a'),
        entry('HEAD', 'Patient/never'),
      ),
    });
    expect(statuses(json)).toEqual(['200', '200', '404']);
    expect(listOf(json.entry)[0]?.resource).toMatchObject({ meta: { tag: [{ code: 'SUBSETTED' }] } });
    expect(text).not.toContain('Edwards');
  });

  test.each(['batch', 'transaction'] as const)('call operations in a %s', async (type) => {
    await api.send('PUT /Observation/o', { body: observation('Patient/a', { id: 'o' }) });
    const answer = await api.send('POST /', {
      body: bundle(
        type,
        entry('GET', 'Patient/a/$everything?_count=1'),
        entry('POST', 'Patient/$validate', { resourceType: 'Patient', gender: 'f' }),
        entry('POST', 'Patient/a/$everything', {
          resourceType: 'Parameters',
          parameter: [{ name: '_type', valueCode: 'Observation' }],
        }),
        entry('GET', 'Patient/never/$everything'),
        entry('GET', 'Patient/a/$nonsense'),
        entry('GET', 'Patient/$validate'),
      ),
    });
    expect([answer.status, faultsOf(answer.text)]).toEqual([200, []]);
    expect(statuses(answer.json)).toEqual(['200', '200', '200', '404', '404', '405']);
    const [everything, validated, observations, never] = listOf(answer.json.entry);
    expect(everything?.resource).toMatchObject({
      type: 'searchset',
      link: [{ url: expect.stringContaining(`${testBase}/Patient/a/$everything`) }, {}],
    });
    expect(validated?.resource).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'code-invalid' }] });
    expect(listOf(observations?.resource?.entry)).toHaveLength(1);
    expect(never?.response?.outcome).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  test('call operations with no more rights than the caller has', async () => {
    const { json } = await api.send('POST /', {
      body: bundle('batch', entry('GET', 'Patient/a/$everything')),
      as: holderOf('user/Observation.rs'),
    });
    expect(statuses(json)).toEqual(['403']);
  });

  test('come after everything that is written, whatever the order in the Bundle', async () => {
    const json = await transaction(
      entry('GET', 'Patient?family=New'),
      entry('PUT', 'Patient/n', patient('New', { id: 'n' })),
      entry('POST', 'Patient', patient('New')),
      entry('DELETE', 'Patient/a'),
    );
    expect(statuses(json)).toEqual(['200', '201', '201', '204']);
    expect(listOf(json.entry)[0]?.resource).toMatchObject({ total: 2 });
  });
});

test.each([
  ['return=minimal', false, false],
  ['return=representation', true, false],
  ['return=OperationOutcome', false, true],
])('Prefer: %s holds for every entry that writes', async (prefer, resource, outcome) => {
  const body = bundle('transaction', entry('POST', 'Patient', patient('New')), entry('DELETE', 'Patient/a'));
  const answer = await api.send('POST /', { body, headers: { prefer } });
  const [created, deleted] = listOf(answer.json.entry);
  expect([created?.resource !== undefined, created?.response?.outcome !== undefined]).toEqual([resource, outcome]);
  expect(deleted?.response?.outcome !== undefined).toBe(outcome);
  expect(answer.headers.get('preference-applied')).toBe(prefer);
  expect(faultsOf(answer.text)).toEqual([]);
});

describe('links of a transaction', () => {
  const div = (inner: string) => ({
    status: 'generated',
    div: `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`,
  });

  test('are rewritten in references, uris, attachments and narrative, from URNs and from addresses', async () => {
    const oid = 'urn:oid:1.2.3.4';
    const address = 'http://elsewhere.example/fhir/Binary/scan';
    const json = await transaction(
      { fullUrl: urn, ...entry('POST', 'Patient', patient('New')) },
      { fullUrl: oid, ...entry('POST', 'Organization', { resourceType: 'Organization', name: 'Trust' }) },
      {
        fullUrl: address,
        ...entry('POST', 'Binary', { resourceType: 'Binary', contentType: 'text/plain', data: 'aGk=' }),
      },
      {
        fullUrl: 'http://elsewhere.example/fhir/DocumentReference/d',
        ...entry('PUT', 'DocumentReference/d', {
          resourceType: 'DocumentReference',
          id: 'd',
          status: 'current',
          text: div(
            `<a href="${address}">scan</a><img src="${urn}" alt="x"/><a href="http://other.example/x">other</a>`,
          ),
          subject: { reference: urn },
          custodian: { reference: oid },
          content: [
            { attachment: { url: address } },
            { attachment: { url: 'Binary/scan' } },
            { attachment: { url: 'http://other.example/x' } },
          ],
        }),
      },
    );
    const [person, organisation, binary] = [0, 1, 2].map((index) => locationOf(json, index));
    const kept = (await api.send('GET /DocumentReference/d')).json;
    expect(kept).toMatchObject({
      subject: { reference: person },
      custodian: { reference: organisation },
      content: [
        { attachment: { url: binary } },
        { attachment: { url: binary } },
        { attachment: { url: 'http://other.example/x' } },
      ],
    });
    expect(kept.text?.div).toContain(
      `<a href="${binary}">scan</a><img src="${person}" alt="x"/><a href="http://other.example/x">`,
    );
  });

  test('to a version stay links to a version: the one that the transaction makes', async () => {
    const base = 'http://elsewhere.example/fhir';
    const json = await transaction(
      { fullUrl: urn, ...entry('POST', 'Organization', { resourceType: 'Organization', name: 'Trust' }) },
      { fullUrl: `${base}/Patient/a`, ...entry('PUT', 'Patient/a', patient('Married', { id: 'a' })) },
      {
        fullUrl: `${base}/Provenance/p`,
        ...entry('PUT', 'Provenance/p', {
          resourceType: 'Provenance',
          id: 'p',
          target: [
            { reference: `${base}/Patient/a/_history/9` },
            { reference: 'Patient/a/_history/9' },
            { reference: 'Patient/z/_history/9' },
          ],
          recorded: '2026-01-01T00:00:00Z',
          agent: [{ who: { reference: `${urn}/_history/1` } }],
        }),
      },
    );
    expect((await api.send('GET /Provenance/p')).json).toMatchObject({
      target: [
        { reference: 'Patient/a/_history/2' },
        { reference: 'Patient/a/_history/2' },
        { reference: 'Patient/z/_history/9' },
      ],
      agent: [{ who: { reference: `${locationOf(json, 0)}/_history/1` } }],
    });
  });

  test('in canonicals stay as they are', async () => {
    const canonical = 'http://elsewhere.example/fhir/Questionnaire/q';
    await transaction(
      { fullUrl: canonical, ...entry('POST', 'Questionnaire', { resourceType: 'Questionnaire', status: 'draft' }) },
      entry('PUT', 'QuestionnaireResponse/r', {
        resourceType: 'QuestionnaireResponse',
        id: 'r',
        status: 'completed',
        questionnaire: canonical,
      }),
    );
    expect((await api.send('GET /QuestionnaireResponse/r')).json.questionnaire).toBe(canonical);
  });
});

describe('a shape that is not understood', () => {
  const unread = (type: 'batch' | 'transaction', ...entries: readonly object[]) =>
    api.send('POST /', { body: bundle(type, ...entries), headers: { prefer: 'return=representation' } });

  test.each([
    ['a read', entry('GET', 'Patient/a?_summary=bogus')],
    ['a write', entry('PUT', 'Patient/b?_summary=bogus', patient('B', { id: 'b' }))],
    ['a conditional write', entry('PUT', 'Patient?name=nobody&_summary=count', patient('B', { id: 'b' }))],
  ])('refuses the transaction before anything is written: %s', async (_name, asking) => {
    const answer = await unread('transaction', entry('POST', 'Patient', patient('New')), asking);
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('_summary')]);
    expect((await api.send('GET /Patient')).json).toMatchObject({ total: 1 });
  });

  test('is told in its place in a batch, and not written', async () => {
    const { status, json } = await unread(
      'batch',
      entry('POST', 'Patient', patient('New')),
      entry('PUT', 'Patient/b?_summary=bogus', patient('B', { id: 'b' })),
      entry('GET', 'Patient/a?_summary=bogus'),
      entry('GET', 'Patient?_summary=count'),
    );
    expect([status, statuses(json)]).toEqual([200, ['201', '400', '400', '200']]);
    expect((await api.send('GET /Patient')).json).toMatchObject({ total: 2 });
  });

  test('of a single write is refused before it', async () => {
    const headers = { prefer: 'return=representation' };
    const answer = await api.send('PUT /Patient/b?_summary=bogus', { body: patient('B', { id: 'b' }), headers });
    expect(answer.status).toBe(400);
    expect((await api.send('GET /Patient/b')).status).toBe(404);
  });
});
