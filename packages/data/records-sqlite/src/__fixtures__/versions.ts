import type { IndexEntry, IndexedVersion, Write } from '@baseplate-epr/contracts';

/** A version with what a test does not care about filled in. */
export function versionOf(given: Partial<IndexedVersion> & { readonly id: string }): IndexedVersion {
  const { type = 'Observation', id } = given;
  return {
    type,
    versionId: '1',
    lastUpdated: 1_700_000_000_000,
    deleted: false,
    text: JSON.stringify({ resourceType: type, id }),
    compartments: [],
    entries: [],
    ...given,
  };
}

/** A write that expects to make the resource. */
export function creation(given: Partial<IndexedVersion> & { readonly id: string }): Write {
  return { version: versionOf(given), expect: 'absent' };
}

/** An observation of a patient, as a search by chart looks for it. */
export function observationOf(patient: string, id: string, code: string, time: number): IndexedVersion {
  const entries: readonly IndexEntry[] = [
    { kind: 'token', parameter: 'code', system: 'http://loinc.org', code },
    { kind: 'reference', parameter: 'patient', type: 'Patient', id: patient, url: '' },
    { kind: 'date', parameter: 'date', low: time, high: time + 1000 },
  ];
  return versionOf({ id, entries, compartments: [{ type: 'Patient', id: patient }] });
}
