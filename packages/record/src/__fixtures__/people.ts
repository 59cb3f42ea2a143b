import type { Principal } from '@baseplate-epr/contracts';

const common = { organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' }, purposeOfUse: 'TREAT' };

/** Somebody who may do everything. */
export const clinician: Principal = {
  ...common,
  id: 'clinician-1',
  kind: 'practitioner',
  display: 'Dr Example',
  role: { code: 'R8000', display: 'Clinician' },
  scopes: ['user/*.cruds'],
};

/** A second person with the same rights. */
export const colleague: Principal = { ...clinician, id: 'clinician-2', display: 'Dr Sample' };

/** A patient who may see and add to the own record. */
export function patientOf(patient: string, scopes: readonly string[] = ['patient/*.cruds']): Principal {
  return {
    ...common,
    id: `user-${patient}`,
    kind: 'patient',
    display: 'A Patient',
    role: { code: 'patient', display: 'Patient' },
    scopes,
    patient,
  };
}

/** A practitioner with just these scopes. */
export function holderOf(...scopes: readonly string[]): Principal {
  return { ...clinician, id: 'holder', scopes };
}
