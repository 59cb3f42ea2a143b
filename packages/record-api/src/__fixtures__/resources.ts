/** A Patient. */
export function patient(family: string, more: object = {}): object {
  return { resourceType: 'Patient', name: [{ family }], ...more };
}

/** An Observation about somebody. */
export function observation(subject: string, more: object = {}): object {
  return {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: subject },
    ...more,
  };
}

/** A batch or transaction. */
export function bundle(type: 'batch' | 'transaction', ...entry: readonly object[]): object {
  return { resourceType: 'Bundle', type, entry };
}

/** An entry of one. */
export function entry(method: string, url: string, resource?: object, more: object = {}): object {
  return { ...(resource === undefined ? {} : { resource }), request: { method, url, ...more } };
}
