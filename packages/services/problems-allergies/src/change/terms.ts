import type { CodeableConcept } from '@medplum/fhirtypes';

function term(system: string): (code: string, display: string) => CodeableConcept {
  return (code, display) => ({
    coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code, display }],
    text: display,
  });
}

/** Makes a clinical status of a Condition. */
export const conditionStatus: (code: string, display: string) => CodeableConcept = term('condition-clinical');
/** Makes a verification status of a Condition. */
export const conditionCertainty: (code: string, display: string) => CodeableConcept = term('condition-ver-status');
/** Makes a clinical status of an AllergyIntolerance. */
export const allergyStatus: (code: string, display: string) => CodeableConcept = term('allergyintolerance-clinical');
/** Makes a verification status of an AllergyIntolerance. */
export const allergyCertainty: (code: string, display: string) => CodeableConcept = term(
  'allergyintolerance-verification',
);

/** A SNOMED CT concept. */
export function snomed(code: string, display: string): CodeableConcept {
  return { coding: [{ system: 'http://snomed.info/sct', code, display }], text: display };
}
