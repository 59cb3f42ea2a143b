import { expect, test } from 'vitest';
import { fhirRoute } from './fhir-route.ts';

test.each([
  ['GET', '/fhir/Patient/123', 'GET /fhir/[type]/[id]'],
  ['HEAD', '/fhir/Patient?name=EDWARDS', 'GET /fhir/[type]'],
  ['POST', '/fhir/Patient/_search', 'POST /fhir/[type]/_search'],
  ['GET', '/fhir/Patient/123/_history/7', 'GET /fhir/[type]/[id]/_history/[version]'],
  ['GET', '/fhir/Patient/123/$everything', 'GET /fhir/[type]/[id]/$[operation]'],
  ['GET', '/fhir/_history', 'GET /fhir/_history'],
  ['POST', '/fhir', 'POST /fhir'],
  ['GET', '/fhir/metadata', 'GET /fhir/metadata'],
  ['BREW', '/fhir/a/b/c/d/e/f', 'other /fhir/[type]/[id]/[version]/[…]'],
])('%s %s', (method, path, route) => {
  expect(fhirRoute({ method, url: `http://127.0.0.1${path}` })).toBe(route);
});
