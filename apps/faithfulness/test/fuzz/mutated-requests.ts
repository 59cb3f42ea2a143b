import fc from 'fast-check';
import { richBundle } from '../../../../packages/record-api/src/__fixtures__/fuzzed-bundles.ts';
import { asXml, patch } from '../../../../packages/record-api/src/__fixtures__/fuzzed-patches.ts';
import {
  headers,
  method,
  mutated,
  path,
  query,
  resourceText,
} from '../../../../packages/record-api/src/__fixtures__/fuzzed-requests.ts';
import {
  compartmentSearch,
  condition,
  everythingCall,
  filterSearch,
  historySearch,
  reindexCall,
} from '../../../../packages/record-api/src/__fixtures__/fuzzed-searches.ts';
import { cutUp } from '../../../../packages/record-api/src/__fixtures__/fuzzed-text.ts';
import type { RawRequest } from '../support/send-request.ts';

const json = { 'content-type': 'application/fhir+json' };
const routes = fc.constantFrom(
  ...[
    '/Patient',
    '/Patient/a',
    '/Observation/a',
    '/',
    '/Bundle',
    '/Basic',
    '/Parameters',
    '/SearchParameter',
    '/ValueSet',
    '/CodeSystem',
  ],
  ...[
    '/Patient/$validate',
    '/$validate',
    '/Patient/a/$everything',
    '/Patient/a/$meta-add',
    '/Patient/a/$meta-delete',
    '/$reindex',
    '/ValueSet/$expand',
    '/Patient?name=x',
    '/StructureDefinition',
  ],
);

const anyRequest = fc
  .tuple(method, path, query, headers)
  .map(([verb, where, asked, given]): RawRequest => ({ method: verb, path: where + asked, headers: given }));
const posted = fc
  .tuple(fc.constantFrom('POST', 'PUT', 'PATCH'), routes, mutated)
  .map(([verb, where, body]): RawRequest => ({ method: verb, path: where, body, headers: json }));
const patched = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('/Patient/a', '/Observation/a', '/Binary/a'),
      condition.map((one) => `/Patient?${one}`),
    ),
    patch,
    headers,
  )
  .map(
    ([where, { contentType, text }, given]): RawRequest => ({
      method: 'PATCH',
      path: where,
      body: text,
      headers: { ...given, 'content-type': contentType },
    }),
  );
const asked = fc
  .tuple(fc.oneof(filterSearch, historySearch, compartmentSearch, everythingCall, reindexCall), headers)
  .map(([where, given]): RawRequest => ({ method: 'GET', path: where, headers: given }));
const conditional = fc
  .tuple(fc.constantFrom('POST', 'PUT', 'DELETE'), condition, headers)
  .map(([verb, one, given]): RawRequest => {
    const own = verb === 'POST' ? { 'if-none-exist': one } : given;
    return {
      method: verb,
      path: verb === 'POST' ? '/Patient' : `/Patient?${one}`,
      headers: { ...own, ...json },
      ...(verb === 'DELETE'
        ? {}
        : { body: '{"resourceType":"Patient","identifier":[{"system":"urn:x","value":"1"}]}' }),
    };
  });
const bundled = richBundle.map(
  (body): RawRequest => ({ method: 'POST', path: '/', body: JSON.stringify(body), headers: json }),
);
const xml = fc
  .tuple(fc.constantFrom('POST', 'PUT'), routes, fc.oneof(resourceText, mutated), cutUp)
  .map(([verb, where, body, cut]): RawRequest => {
    const form = { 'content-type': 'application/fhir+xml', accept: 'application/fhir+xml' };
    return { method: verb, path: where, body: cut(asXml(body)), headers: form };
  });
const bytes = fc
  .tuple(routes, fc.uint8Array({ maxLength: 80 }), headers)
  .map(([where, body, given]): RawRequest => ({ method: 'POST', path: where, body, headers: { ...json, ...given } }));
const searched = fc.tuple(fc.constantFrom('Patient', 'Observation', 'Encounter'), query).map(
  ([type, asked]): RawRequest => ({
    method: 'POST',
    path: `/${type}/_search`,
    body: asked.slice(1),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  }),
);

/** So many requests, the same for the same seed. */
export function* mutatedRequests(count: number, seed: number): Generator<RawRequest> {
  const any = fc.oneof(anyRequest, anyRequest, posted, xml, bytes, searched, patched, asked, conditional, bundled);
  for (let from = 0; from < count; from += 1000) {
    for (const request of fc.sample(any, { numRuns: Math.min(1000, count - from), seed: seed + from })) {
      const { body } = request;
      // Half a surrogate pair cannot be sent as text; it goes out as the bytes that are no UTF-8.
      yield typeof body === 'string' && !body.isWellFormed()
        ? { ...request, body: Buffer.from(body, 'utf16le') }
        : request;
    }
  }
}
