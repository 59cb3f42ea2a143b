import type { Observation } from '@medplum/fhirtypes';
import type { Message } from './message.ts';

/** System of the identifiers that messages have. Choose one under a domain that is yours. */
export const messageSystem = 'urn:module-name:message';

/** The FHIR resource that says what a message says: https://hl7.org/fhir/R4/heartrate.html */
export function observationOf({ id, taken, heartRate }: Message, patient: string): Observation {
  return {
    resourceType: 'Observation',
    identifier: [{ system: messageSystem, value: id }],
    status: 'final',
    category: [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] },
    ],
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] },
    subject: { reference: `Patient/${patient}` },
    effectiveDateTime: taken,
    valueQuantity: { value: heartRate, unit: 'beats/minute', system: 'http://unitsofmeasure.org', code: '/min' },
  };
}
