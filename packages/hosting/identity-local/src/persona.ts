/** Somebody to sign in as, for trying things out. */
export interface Persona {
  /** Stable id; the audit names it. Lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly display: string;
  /** A code of {@link roles}. */
  readonly role: string;
  /** One line under the name at sign-in. */
  readonly description: string;
  /** FHIR resource that stands for the person, such as `Practitioner/x`. */
  readonly fhirUser?: string;
  /** For a patient: logical id of the own record. */
  readonly patient?: string;
}

/** One person for each role; the patient sees nothing until the configuration says whose record is theirs. */
export const defaultPersonas: readonly Persona[] = [
  { id: 'consultant', display: 'Dr Adaeze Okafor', role: 'consultant', description: 'Consultant physician' },
  {
    id: 'general-practitioner',
    display: 'Dr Tom Hale',
    role: 'general-practitioner',
    description: 'General practitioner',
  },
  { id: 'ward-nurse', display: 'Sanna Lindqvist', role: 'ward-nurse', description: 'Staff nurse, Ward 7' },
  {
    id: 'clerk',
    display: 'Priya Nair',
    role: 'clerk',
    description: 'Ward clerk: demographics, admissions, appointments',
  },
  {
    id: 'administrator',
    display: 'Owen Price',
    role: 'administrator',
    description: 'System administrator: no patient data',
  },
];
