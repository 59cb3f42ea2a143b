import type { IndexEntry, IndexedVersion, Write } from '@baseplate-epr/contracts';

/** A version with the parts that a test does not care about filled in. */
export function versionOf(given: Partial<IndexedVersion>): IndexedVersion {
  const whole = { type: 'Observation', id: 'a', versionId: '1', lastUpdated: 1000, deleted: false, text: '{}' };
  return { ...whole, compartments: [], entries: [], ...given };
}

/** A write of such a version that expects nothing. */
export function writeOf(given: Partial<IndexedVersion>): Write {
  return { version: versionOf(given), expect: 'anything' };
}

/** An observation of a patient, found by patient, code and date. */
export function observationOf(patient: string, id: string, code: string, time: number): IndexedVersion {
  const entries: readonly IndexEntry[] = [
    { kind: 'token', parameter: 'code', system: 'http://loinc.org', code },
    { kind: 'token', parameter: 'status', system: '', code: 'final' },
    { kind: 'date', parameter: 'date', low: time, high: time + 1 },
    { kind: 'reference', parameter: 'patient', type: 'Patient', id: patient, url: '' },
    { kind: 'reference', parameter: 'subject', type: 'Patient', id: patient, url: '' },
    { kind: 'quantity', parameter: 'value-quantity', low: 60, high: 60, system: '', code: '/min', unit: '/min' },
  ];
  const text = `{"resourceType":"Observation","id":"${id}","padding":"${'x'.repeat(300)}"}`;
  return versionOf({ id, text, entries, compartments: [{ type: 'Patient', id: patient }] });
}
