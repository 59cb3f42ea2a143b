import type { CodeableConcept } from '@medplum/fhirtypes';
import { snomed } from '../change/terms.ts';

/** Reactions offered as boxes to tick: SNOMED CT code and words. */
export const manifestations: readonly { readonly value: string; readonly text: string }[] = [
  { value: '39579001', text: 'Anaphylaxis' },
  { value: '41291007', text: 'Angioedema' },
  { value: '247472004', text: 'Urticarial rash' },
  { value: '56018004', text: 'Wheezing' },
  { value: '422587007', text: 'Nausea' },
  { value: '422400008', text: 'Vomiting' },
  { value: '76067001', text: 'Sneezing' },
  { value: '49727002', text: 'Cough' },
];

/** The reactions that were ticked, then the one in other words. */
export function readManifestations(ticked: readonly string[], other: string): readonly CodeableConcept[] {
  const known = manifestations.filter(({ value }) => ticked.includes(value));
  return [...known.map(({ value, text }) => snomed(value, text)), ...(other === '' ? [] : [{ text: other }])];
}
