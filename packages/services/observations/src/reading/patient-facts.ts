import { observationSystems, type PatientFacts, pregnancyCodes } from '@baseplate-epr/clinical-format';
import type { FhirClient } from '@baseplate-epr/fhir-client';

/** Reads them, all at once. */
export async function readPatientFacts(record: FhirClient, patient: string): Promise<PatientFacts> {
  const [person, decisions, pregnancies, admissions] = await Promise.all([
    record.read('Patient', patient),
    record.search('Observation', {
      patient,
      code: `${observationSystems.spO2Scale}|decision`,
      status: 'final,amended,corrected',
      _sort: '-date',
      _count: 20,
    }),
    record.search('Condition', {
      patient,
      code: pregnancyCodes.map((code) => `${observationSystems.snomed}|${code}`).join(','),
      _count: 20,
    }),
    record.search('Encounter', { patient, status: 'in-progress', class: 'IMP', _sort: '-date', _count: 3 }),
  ]);
  return {
    patient: person,
    decisions: decisions.matches,
    pregnancies: pregnancies.matches,
    admissions: admissions.matches,
  };
}
