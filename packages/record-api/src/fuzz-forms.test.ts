import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { richBundle } from './__fixtures__/fuzzed-bundles.ts';
import { asXml, patch, patchParameters } from './__fixtures__/fuzzed-patches.ts';
import { headers, mutated, path, resourceText } from './__fixtures__/fuzzed-requests.ts';
import {
  compartmentSearch,
  condition,
  everythingCall,
  filterSearch,
  historySearch,
  reindexCall,
} from './__fixtures__/fuzzed-searches.ts';
import { cutUp } from './__fixtures__/fuzzed-text.ts';
import { requireGoodAnswer } from './__fixtures__/good-answer.ts';
import { observation, patient } from './__fixtures__/resources.ts';
import { type Sent, type TestApi, testApi } from './__fixtures__/test-api.ts';

let api: TestApi;
let statuses: Map<number, number>;

const json = { 'content-type': 'application/fhir+json' };
const modes = ['?mode=create', '?mode=update', '?mode=delete', '?mode=x', '?profile=urn:x', '?profile=', '?resource=x'];
/** Parameters of operations, more or less. */
const callParameters = fc
  .array(
    fc.record({
      name: fc.constantFrom('start', '_count', '_type', 'mode', 'resource', 'milliseconds', 'everything', 'x'),
      valueString: fc.constantFrom<unknown>('1', 'true', 'Patient', '2020', '', null, {}, 1),
    }),
    { maxLength: 3 },
  )
  .map((parameter) => JSON.stringify({ resourceType: 'Parameters', parameter }));

async function fresh(): Promise<void> {
  await api.send('PUT /Patient/a', {
    body: patient('Edwards', { id: 'a', gender: 'male', identifier: [{ system: 'urn:x', value: '1' }] }),
  });
  await api.send('PUT /Observation/a', { body: observation('Patient/a', { id: 'a', valueQuantity: { value: 1.5 } }) });
}

beforeEach(async () => {
  api = await testApi({ resourceLength: 20_000, bundleLength: 50_000, depth: 30 });
  statuses = new Map();
  await fresh();
});

async function requireGood(line: string, sent: Sent = {}): Promise<void> {
  const answer = await api.send(line, sent);
  requireGoodAnswer(api, line, answer);
  statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  // What an entry of a batch failed with stands in the answer.
  expect(answer.text, line).not.toContain('"status":"500');
}

/** What was sent must have got past the first refusal often enough, or the rest of the code was never tried. */
function requireReached(...wanted: readonly number[]): void {
  for (const status of wanted) expect(statuses.get(status) ?? 0, JSON.stringify([...statuses])).toBeGreaterThan(4);
}

test('any patch, in both forms, as JSON and as XML, gets a good answer', { timeout: 120_000 }, async () => {
  const target = fc.oneof(
    { weight: 4, arbitrary: fc.constant('/Patient/a') },
    fc.constantFrom('/Observation/a', '/Patient/never', '/Binary/a'),
    condition.map((one) => `/Patient?${one}`),
  );
  await fc.assert(
    fc.asyncProperty(target, patch, headers, async (where, { contentType, text }, given) => {
      await requireGood(`PATCH ${where}`, {
        body: text,
        headers: { ...given, 'content-type': contentType },
      });
      await fresh();
    }),
    { numRuns: 600 },
  );
  requireReached(200, 400, 409);
});

test('any body of XML gets a good answer, in XML too', { timeout: 120_000 }, async () => {
  const target = fc.constantFrom('POST /Patient', 'PUT /Patient/a', 'POST /', 'POST /$validate', 'POST /Parameters');
  const form = { 'content-type': 'application/fhir+xml', accept: 'application/fhir+xml' };
  const body = fc.oneof(
    resourceText.map(asXml),
    fc.tuple(resourceText, cutUp).map(([text, cut]) => cut(asXml(text))),
    mutated.map(asXml),
  );
  await fc.assert(
    fc.asyncProperty(target, body, (line, xml) => requireGood(line, { body: xml, headers: form })),
    { numRuns: 500 },
  );
  requireReached(200, 400);
});

test('any reading gets a good answer in XML', { timeout: 120_000 }, async () => {
  const accept = { accept: 'application/fhir+xml' };
  const line = fc.oneof(path, historySearch, compartmentSearch, everythingCall, fc.constant('/Patient/a'));
  await fc.assert(
    fc.asyncProperty(line, (where) => requireGood(`GET ${where}`, { headers: accept })),
    { numRuns: 300 },
  );
  requireReached(200, 400, 404);
});

test('any filter, history and search within a compartment gets a good answer', { timeout: 120_000 }, async () => {
  const handling = fc.constantFrom('handling=strict', 'handling=lenient');
  await fc.assert(
    fc.asyncProperty(fc.oneof(filterSearch, historySearch, compartmentSearch), handling, (where, prefer) =>
      requireGood(`GET ${where}`, { headers: { prefer } }),
    ),
    { numRuns: 1200 },
  );
  requireReached(200, 400, 404);
});

test('any call of an operation gets a good answer', { timeout: 120_000 }, async () => {
  const validated = fc
    .tuple(fc.constantFrom('/Patient', '/Patient/a', '/Observation', '', '/Basic/never'), fc.constantFrom('', ...modes))
    .map(([where, asked]) => `${where}/$validate${asked}`);
  const called = fc.oneof(everythingCall, reindexCall, validated);
  const body = fc.oneof(
    fc.constant(''),
    mutated,
    patchParameters.map((parameters) => JSON.stringify(parameters)),
    callParameters,
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('GET', 'POST', 'PUT'), called, body, (method, where, text) =>
      requireGood(`${method} ${where}`, method === 'GET' ? {} : { body: text, headers: json }),
    ),
    { numRuns: 700 },
  );
  requireReached(200, 400, 404, 405);
});

test('any condition of a write gets a good answer', { timeout: 120_000 }, async () => {
  const body = JSON.stringify(patient('X', { identifier: [{ system: 'urn:x', value: '1' }] }));
  const method = fc.constantFrom('POST', 'PUT', 'DELETE', 'GET');
  await fc.assert(
    fc.asyncProperty(method, condition, headers, fc.boolean(), async (verb, asked, given, isInstance) => {
      const query = `/Patient?${asked}`;
      const [where, own] =
        verb === 'POST' ? ['/Patient', { 'if-none-exist': asked }] : [isInstance ? '/Patient/a' : query, given];
      const sent = verb === 'POST' || verb === 'PUT' ? { body } : {};
      await requireGood(`${verb} ${where}`, { ...sent, headers: { ...json, ...own } });
      if (verb !== 'GET') await fresh();
    }),
    { numRuns: 800 },
  );
  requireReached(200, 201, 204, 400, 412);
});

test('any bundle of patches, operations, conditions and searches gets a good answer', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(richBundle, async (body) => {
      await requireGood('POST /', { body });
      await fresh();
    }),
    { numRuns: 700 },
  );
  requireReached(200, 400, 412);
});
