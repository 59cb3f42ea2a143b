import type { Principal } from '@baseplate-epr/contracts';
import { type RoleCode, roles } from './generated/roles.ts';

const common = {
  organisation: { odsCode: 'RXX01', display: 'Riverside NHS Trust' },
  purposeOfUse: 'TREAT',
} as const;

/** Somebody of the ward whose role holds these SMART scopes. */
export function holding(...scopes: readonly string[]): Principal {
  return {
    ...common,
    id: 'okafor',
    kind: 'practitioner',
    display: 'Dr Adaeze Okafor',
    role: { code: 'consultant', display: 'Consultant' },
    scopes,
    fhirUser: 'Practitioner/b2751f72-21e9-8aec-9569-31ae7eb753ee',
  };
}

/** Somebody in a role as an assembly of Baseplate gives it out, with the scopes that it has there. */
export function inRole(code: RoleCode): Principal {
  const { display, scopes, purposeOfUse } = roles[code];
  return { ...holding(...scopes), id: code, role: { code, display }, purposeOfUse };
}

/** Reads and writes every type. No role does: try what people may with {@link inRole}. */
export const everything: Principal = holding('user/*.cruds');

/** May what a ward nurse may in an assembly of Baseplate, and no more. Is nobody in the record. */
export const nurse: Principal = {
  ...common,
  id: 'nurse',
  kind: 'practitioner',
  display: 'Sita Example',
  role: { code: 'ward-nurse', display: roles['ward-nurse'].display },
  scopes: roles['ward-nurse'].scopes,
};

/** May what a consultant may. Is nobody in the record. */
export const doctor: Principal = {
  ...nurse,
  id: 'doctor',
  display: 'Dr Example',
  role: { code: 'consultant', display: roles.consultant.display },
  scopes: roles.consultant.scopes,
};

/** Sees people and their visits, nothing clinical. */
export const clerk: Principal = { ...nurse, id: 'clerk', scopes: ['user/Patient.rs', 'user/Encounter.rs'] };

/** The patient of this logical id, who may read what is in her own compartment and nothing of anybody else. */
export function patientHerself(patient: string): Principal {
  return {
    ...common,
    id: 'patient',
    kind: 'patient',
    display: 'The patient',
    role: { code: 'patient', display: 'Patient' },
    purposeOfUse: 'PATRQT',
    scopes: ['patient/*.rs'],
    fhirUser: `Patient/${patient}`,
    patient,
  };
}
