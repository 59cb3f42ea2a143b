/** A Patient as JSON text. */
export function patientText(family: string, more: object = {}): string {
  return JSON.stringify({ resourceType: 'Patient', name: [{ family }], ...more });
}

/** An Observation about somebody as JSON text. */
export function observationText(subject: string, more: object = {}): string {
  return JSON.stringify({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: subject },
    ...more,
  });
}

/** A Bundle as JSON text. */
export function bundleText(type: 'batch' | 'transaction', entry: readonly object[]): string {
  return JSON.stringify({ resourceType: 'Bundle', type, entry });
}

/** An entry of a Bundle that writes. */
export function writing(method: 'POST' | 'PUT', url: string, text: string, more: object = {}, request: object = {}) {
  return { ...more, resource: JSON.parse(text), request: { method, url, ...request } };
}
