import type { Persona } from '@baseplate-epr/identity-local';

/**
 * Who can sign in to the reference record: people of the synthetic population, so that what they write bears the name of somebody
 * who is in the record. `personas.test.ts` holds the ids to the population.
 */
export const personas: readonly Persona[] = [
  {
    id: 'consultant',
    display: 'Dr Adaeze Okafor',
    role: 'consultant',
    description: 'Consultant physician, Riverside',
    fhirUser: 'Practitioner/b2751f72-21e9-8aec-9569-31ae7eb753ee',
  },
  {
    id: 'general-practitioner',
    display: 'Dr Tom Hale',
    role: 'general-practitioner',
    description: 'General practitioner, Elm Surgery',
    fhirUser: 'Practitioner/af7541c1-a1b7-8d11-98d4-9ce607ff0daa',
  },
  {
    id: 'ward-nurse',
    display: 'Sanna Lindqvist',
    role: 'ward-nurse',
    description: 'Staff nurse, Ward 7',
    fhirUser: 'Practitioner/b3919393-1f2c-8e80-8620-57bbdd464d23',
  },
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
  {
    id: 'patient',
    display: 'Mary Edwards',
    role: 'patient',
    description: 'Patient: her own record and nobody else’s',
    fhirUser: 'Patient/e12e5cb9-8e42-8b91-aa5d-d3a3e5590b1e',
    patient: 'e12e5cb9-8e42-8b91-aa5d-d3a3e5590b1e',
  },
];
