import { describe, expect, it } from 'vitest';
import { isFhirId } from './fhir-id.ts';
import { parseReference } from './parse-reference.ts';
import { uuidOfUrn, uuidUrn } from './uuid-urn.ts';

const base = 'https://example.org/fhir';

describe('parseReference', () => {
  it.each([
    ['Patient/1', { kind: 'resource', type: 'Patient', id: '1' }],
    ['Patient/1/_history/2', { kind: 'resource', type: 'Patient', id: '1', versionId: '2' }],
    [`${base}/Patient/1`, { kind: 'resource', type: 'Patient', id: '1' }],
    [`${base}/Patient/1/_history/2`, { kind: 'resource', type: 'Patient', id: '1', versionId: '2' }],
    ['https://example.org/fhirs/Patient/1', { kind: 'url', url: 'https://example.org/fhirs/Patient/1' }],
    ['urn:oid:1.2.3', { kind: 'urn', urn: 'urn:oid:1.2.3' }],
    ['#a', { kind: 'fragment', id: 'a' }],
    ['#', { kind: 'fragment', id: '' }],
    ['Practitioner?identifier=a|b', { kind: 'conditional', type: 'Practitioner', query: 'identifier=a|b' }],
  ])('reads %s', (text, expected) => {
    expect(parseReference(text, base)).toEqual(expected);
  });

  it.each([
    '',
    'Patient',
    'Patient/',
    '/Patient/1',
    'patient/1',
    'Patient/1/2',
    'Patient/a b',
    'Patient/1/_history/',
    `Patient/${'a'.repeat(65)}`,
    'http://',
  ])('refuses %j', (text) => {
    expect(parseReference(text, base)).toBeUndefined();
  });
});

describe('ids and urns', () => {
  it('knows ids', () => {
    expect(['a', 'A-1.b', 'x'.repeat(64)].map(isFhirId)).toEqual([true, true, true]);
    expect(['', 'a_b', 'x'.repeat(65), 'a\n'].map(isFhirId)).toEqual([false, false, false, false]);
  });

  it('goes from UUID to URN and back', () => {
    const uuid = '0d7a1a0e-7d14-4e0a-8c5e-9d2b6d1c2a3f';
    expect(uuidOfUrn(uuidUrn(uuid.toUpperCase()))).toBe(uuid);
    expect(uuidOfUrn('urn:uuid:1')).toBeUndefined();
  });
});
