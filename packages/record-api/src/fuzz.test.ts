import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { headers, headerValue, method, mutated, path, query, segment, type } from './__fixtures__/fuzzed-requests.ts';
import { requireGoodAnswer } from './__fixtures__/good-answer.ts';
import { bundle, observation, patient } from './__fixtures__/resources.ts';
import { type Sent, type TestApi, testApi } from './__fixtures__/test-api.ts';

let api: TestApi;

beforeAll(async () => {
  api = await testApi({ resourceLength: 20_000, bundleLength: 50_000, depth: 30 });
  await api.send('PUT /Patient/a', { body: patient('Edwards', { id: 'a' }) });
  await api.send('PUT /Observation/a', { body: observation('Patient/a', { id: 'a' }) });
});

async function requireGood(line: string, sent: Sent = {}): Promise<void> {
  requireGoodAnswer(api, line, await api.send(line, sent));
}

test('any method on any path with any parameters and headers gets a good answer', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(method, path, query, headers, async (verb, where, asked, given) => {
      await requireGood(`${verb} ${where}${asked}`, { headers: given });
    }),
    { numRuns: 2500 },
  );
});

test('any parameters of a search get a good answer, by GET and by POST', { timeout: 120_000 }, async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await fc.assert(
    fc.asyncProperty(type, query, async (name, asked) => {
      await requireGood(`GET /${name}${asked}`);
      await requireGood(`POST /${name}/_search`, { body: asked.slice(1), headers: form });
    }),
    { numRuns: 1500 },
  );
});

test('any body on any path that takes one gets a good answer', { timeout: 120_000 }, async () => {
  const target = fc.constantFrom(
    ...[
      'PUT /Patient/a',
      'POST /Patient',
      'POST /',
      'POST /Patient/$validate',
      'POST /$validate',
      'PUT /Observation/a',
    ],
    ...['POST /Patient/a/$everything', 'POST /Bundle', 'PUT /Patient?name=x', 'POST /Parameters', 'POST /Binary'],
  );
  const json = { 'content-type': 'application/fhir+json' };
  await fc.assert(
    fc.asyncProperty(target, mutated, async (line, body) => {
      const before = await api.send('GET /Patient/a?_format=json');
      const answer = await api.send(line, { body, headers: json });
      requireGoodAnswer(api, line, answer);
      // What was refused has changed nothing.
      if (answer.status >= 400) expect((await api.send('GET /Patient/a?_format=json')).text).toBe(before.text);
    }),
    { numRuns: 1500 },
  );
});

test('bytes that are no text get a good answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), headers, async (bytes, given) => {
      const body = new Uint8Array(bytes);
      await requireGood('POST /Patient', { body, headers: given });
      await requireGood('POST /Patient/_search', {
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      await requireGood('POST /Binary', { body, headers: { 'content-type': 'image/png', ...given } });
    }),
    { numRuns: 300 },
  );
});

test('any entries of a batch or transaction get a good answer', { timeout: 120_000 }, async () => {
  const url = fc.tuple(segment, segment, query).map(([first, second, asked]) => `${first}/${second}${asked}`);
  const resource = fc.oneof(fc.constant(patient('X')), fc.constant(undefined), fc.jsonValue({ maxDepth: 2 }));
  const one = fc.record(
    {
      fullUrl: fc.oneof(fc.constant('urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7'), fc.string({ maxLength: 5 })),
      resource,
      request: fc.record(
        { method: fc.oneof(method, fc.string({ maxLength: 4 })), url, ifMatch: headerValue, ifNoneExist: query },
        { requiredKeys: ['method', 'url'] },
      ),
    },
    { requiredKeys: ['request'] },
  );
  const kind = fc.constantFrom('batch' as const, 'transaction' as const);
  await fc.assert(
    fc.asyncProperty(kind, fc.array(one, { maxLength: 4 }), async (name, entries) => {
      const answer = await api.send('POST /', { body: bundle(name, ...entries) });
      requireGoodAnswer(api, 'POST /', answer);
      if (answer.status === 200) expect(answer.text).not.toContain('"status":"500"');
    }),
    { numRuns: 600 },
  );
});
