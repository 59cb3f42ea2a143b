import { parseResource, xmlFromJson } from '@baseplate-epr/fhir';
import fc from 'fast-check';
import {
  headers,
  method,
  mutated,
  path,
  query,
} from '../../../../packages/record-api/src/__fixtures__/fuzzed-requests.ts';
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
    '/$reindex',
    '/ValueSet/$expand',
    '/Patient?name=x',
    '/StructureDefinition',
  ],
);

/** Requests with a body in XML are made of the same resources. */
function asXml(text: string): string {
  try {
    return xmlFromJson(parseResource(text));
  } catch {
    // What is no JSON any more goes out as it is, as XML it is none either.
    return text;
  }
}

const anyRequest = fc
  .tuple(method, path, query, headers)
  .map(([verb, where, asked, given]): RawRequest => ({ method: verb, path: where + asked, headers: given }));
const posted = fc
  .tuple(fc.constantFrom('POST', 'PUT', 'PATCH'), routes, mutated)
  .map(([verb, where, body]): RawRequest => ({ method: verb, path: where, body, headers: json }));
const patched = fc
  .tuple(
    fc.constantFrom('/Patient/a', '/Observation/a', '/Patient?name=x'),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('add', 'copy', 'move', 'remove', 'replace', 'test'),
  )
  .map(
    ([where, value, op]): RawRequest => ({
      method: 'PATCH',
      path: where,
      body: JSON.stringify([{ op, path: '/name/0', from: '/name', value }]),
      headers: { 'content-type': 'application/json-patch+json' },
    }),
  );
const xml = fc
  .tuple(fc.constantFrom('POST', 'PUT'), routes, mutated, fc.nat(5000), fc.string({ maxLength: 4 }))
  .map(([verb, where, body, at, put]): RawRequest => {
    const text = asXml(body);
    const start = at % (text.length + 1);
    const cut = text.slice(0, start) + put + text.slice(start + 1);
    return {
      method: verb,
      path: where,
      body: cut,
      headers: { 'content-type': 'application/fhir+xml', accept: 'application/fhir+xml' },
    };
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
  const any = fc.oneof(anyRequest, anyRequest, posted, xml, bytes, searched, patched);
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
