import type { Principal } from '@baseplate-epr/contracts';

const common = {
  kind: 'practitioner',
  organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
  purposeOfUse: 'TREAT',
} as const;

/** Reads and writes everything. */
export const doctor: Principal = {
  ...common,
  id: 'okafor',
  display: 'Dr Adaeze Okafor',
  role: { code: 'consultant', display: 'Consultant' },
  scopes: ['user/*.cruds'],
};

/** A second person with the same rights. */
export const nurse: Principal = {
  ...doctor,
  id: 'lindqvist',
  display: 'Sanna Lindqvist',
  role: { code: 'ward-nurse', display: 'Ward nurse' },
};

/** Sees people and their visits, nothing clinical. */
export const clerk: Principal = {
  ...common,
  id: 'nair',
  display: 'Priya Nair',
  role: { code: 'clerk', display: 'Clerk' },
  scopes: ['user/Patient.rs', 'user/Encounter.rs', 'user/Location.rs', 'user/Organization.rs'],
};

/** Sees no patient. */
export const administrator: Principal = {
  ...common,
  id: 'price',
  display: 'Owen Price',
  role: { code: 'administrator', display: 'Administrator' },
  scopes: ['user/Organization.rs'],
};

/** A patient, who reads her own record. */
export function herself(patient: string): Principal {
  return {
    ...common,
    id: 'patient',
    kind: 'patient',
    display: 'The patient',
    role: { code: 'patient', display: 'Patient' },
    purposeOfUse: 'PATRQT',
    scopes: ['patient/*.rs'],
    patient,
  };
}
