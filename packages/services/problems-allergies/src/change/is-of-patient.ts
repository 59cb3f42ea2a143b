import type { AllergyIntolerance, Condition } from '@medplum/fhirtypes';

/** Whether an entry is about this patient; anything else is never shown or changed in the patient's chart. */
export function isOfPatient(entry: Condition | AllergyIntolerance, patient: string): boolean {
  const subject = entry.resourceType === 'Condition' ? entry.subject : entry.patient;
  return subject.reference === `Patient/${patient}`;
}
