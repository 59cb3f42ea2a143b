import { parseResource, xmlFromJson } from '@baseplate-epr/fhir';
import type { RawRequest } from '../support/send-request.ts';

/** A large body, and what it is. */
export interface LargeBody extends RawRequest {
  readonly name: string;
}

const json = { 'content-type': 'application/fhir+json', prefer: 'return=minimal' };
const xml = { 'content-type': 'application/fhir+xml', prefer: 'return=minimal' };

/** Items until their text is as long as is wanted. */
function upTo(length: number, item: (index: number) => object): object[] {
  const items: object[] = [];
  for (let sum = 0; sum < length; ) {
    const next = item(items.length);
    sum += JSON.stringify(next).length + 1;
    items.push(next);
  }
  return items;
}

const coded = (index: number) => ({
  coding: [{ system: 'http://loinc.org', code: `${index}-1`, display: 'Something' }],
});
const quantity = (value: number) => ({ value, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' });
const result = (index: number) => ({
  resourceType: 'Observation',
  status: 'final',
  code: coded(index),
  subject: { reference: 'Patient/watched' },
  effectiveDateTime: '2026-01-01T00:00:00Z',
  valueQuantity: quantity(index),
  referenceRange: [{ low: quantity(1), high: quantity(2), text: 'as usual' }],
});
const urn = (index: number) => `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Bodies of about so many bytes: one resource of many small elements, of few large ones, and Bundles, stored and carried out. */
export function largeBodies(length: number): readonly LargeBody[] {
  const panel = JSON.stringify({
    ...result(0),
    component: upTo(length, (index) => ({ code: coded(index), valueQuantity: quantity(index) })),
  });
  const document = JSON.stringify({
    resourceType: 'DocumentReference',
    status: 'current',
    content: [{ attachment: { contentType: 'application/pdf', data: 'YWFh'.repeat(length / 4) } }],
  });
  const posted = (index: number) => ({ resource: result(index), request: { method: 'POST', url: 'Observation' } });
  const collected = (index: number) => ({ fullUrl: urn(index), resource: result(index) });
  const transaction = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: upTo(length, posted) });
  const batch = JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry: upTo(length, posted) });
  const collection = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: upTo(length, collected) });
  const concepts = upTo(length, (index) => ({ code: `c${index}`, display: `Concept ${index}` }));
  const codes = JSON.stringify({
    resourceType: 'CodeSystem',
    url: 'urn:x:codes',
    status: 'active',
    content: 'complete',
    concept: concepts,
  });
  const asXml = (text: string) => xmlFromJson(parseResource(text, { maxDepth: 64, maxLength: 1e9 }));
  return [
    { name: 'an Observation of many components', method: 'POST', path: '/Observation', body: panel, headers: json },
    { name: 'the same, validated', method: 'POST', path: '/Observation/$validate', body: panel, headers: json },
    { name: 'the same as XML', method: 'POST', path: '/Observation', body: asXml(panel), headers: xml },
    {
      name: 'a document inside its DocumentReference',
      method: 'POST',
      path: '/DocumentReference',
      body: document,
      headers: json,
    },
    { name: 'a transaction', method: 'POST', path: '/', body: transaction, headers: json },
    { name: 'a batch', method: 'POST', path: '/', body: batch, headers: json },
    { name: 'a transaction as XML', method: 'POST', path: '/', body: asXml(transaction), headers: xml },
    { name: 'a collection that is stored', method: 'POST', path: '/Bundle', body: collection, headers: json },
    { name: 'a code system', method: 'POST', path: '/CodeSystem', body: codes, headers: json },
  ];
}
