import type { CodeableConcept } from '@medplum/fhirtypes';

const loinc = (code: string, display: string, text: string): CodeableConcept => ({
  coding: [{ system: 'http://loinc.org', code, display }],
  text,
});

/** Kinds of note that can be written: a short name, words, and the type of the document. */
export const noteKinds: readonly { readonly value: string; readonly text: string; readonly type: CodeableConcept }[] = [
  { value: 'progress', text: 'Progress note', type: loinc('11506-3', 'Progress note', 'Progress note') },
  { value: 'nursing', text: 'Nursing note', type: loinc('34746-8', 'Nurse Note', 'Nursing note') },
  // No published code that is public means just this.
  { value: 'ward-round', text: 'Ward round', type: { text: 'Ward round' } },
  { value: 'telephone', text: 'Telephone call', type: loinc('34748-4', 'Telephone encounter Note', 'Telephone call') },
];
