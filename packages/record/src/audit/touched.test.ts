import { expect, test } from 'vitest';
import { patientsOf, type TouchedVersion, touched, touchedByWrites } from './touched.ts';

const baseUrl = 'https://record.example/fhir';

function observation(id: string, patient: string, versionId = '1'): TouchedVersion {
  const text = JSON.stringify({ resourceType: 'Observation', id, subject: { reference: `Patient/${patient}` } });
  return { type: 'Observation', id, versionId, compartments: [{ type: 'Patient', id: patient }], text };
}

const page = (patient: string) => Array.from({ length: 8 }, (_, n) => observation(`o${n}`, patient));

test('names every version and every patient, and again when the same list is asked for again', () => {
  const versions = page('p1');
  const once = touched(versions, baseUrl);
  expect(once.patients).toEqual(['p1']);
  expect(once.resources.slice(0, 2)).toEqual(['Observation/o0/_history/1', 'Observation/o1/_history/1']);
  expect(once.resourceCount).toBe(8);
  expect(touched([...versions], baseUrl)).toEqual(once);
});

test('a list that begins like one before it, but goes on otherwise, is named anew', () => {
  const versions = page('p1');
  touched(versions, baseUrl);
  const changed = versions.with(5, observation('o5', 'p2', '2'));
  expect(touched(changed, baseUrl).patients).toEqual(['p1', 'p2']);
  expect(touched(changed, baseUrl).resources[5]).toBe('Observation/o5/_history/2');
  expect(touched(versions.slice(0, 6), baseUrl).resourceCount).toBe(6);
  expect(touched([...versions, observation('o8', 'p3')], baseUrl).patients).toEqual(['p1', 'p3']);
  expect(touched(versions, baseUrl).patients).toEqual(['p1']);
});

test('the same versions in another record, whose address is another, are named anew', () => {
  const elsewhere = 'https://elsewhere.example/fhir';
  const versions = page('p1').map((version, n) => ({
    ...version,
    text: version.text.replace('Patient/p1', `${n === 3 ? elsewhere : baseUrl}/Patient/p${n}`),
    compartments: [],
  }));
  expect(touched(versions, baseUrl).patients).toEqual(['p0', 'p1', 'p2', 'p4', 'p5', 'p6', 'p7']);
  expect(touched(versions, elsewhere).patients).toEqual(['p3']);
});

test('what a write takes the place of is named with it', () => {
  const writes = (patient: string) =>
    page('p1').map((version, n) => ({
      version,
      patientsBefore: n === 0 ? patientsOf(observation('o0', patient), baseUrl) : undefined,
    }));
  expect(touchedByWrites(writes('p2'), baseUrl).patients).toEqual(['p1', 'p2']);
  expect(touchedByWrites(writes('p3'), baseUrl).patients).toEqual(['p1', 'p3']);
});

test('what is written is named as what is read, up to the thousand that an entry holds', () => {
  const patient: TouchedVersion = { type: 'Patient', id: 'p9', versionId: '3', compartments: [], text: '{}' };
  const binary: TouchedVersion = { ...observation('b', 'p2'), type: 'Binary', compartments: [] };
  const versions = [patient, binary, ...Array.from({ length: 1100 }, (_, n) => observation(`o${n}`, `p${n % 3}`))];
  const writes = versions.map((version) => ({ version }));
  expect(touchedByWrites(writes, baseUrl)).toEqual(touched(versions, baseUrl));
  expect(touchedByWrites(writes, baseUrl).patients).toEqual(['p0', 'p1', 'p2', 'p9']);
  expect(touchedByWrites(writes, baseUrl)).toMatchObject({ resourceCount: 1102, resources: { length: 1000 } });
});
