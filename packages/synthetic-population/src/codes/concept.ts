import { codeSystems } from './code-systems.ts';

/** A code with its system; its words are those of the code system, or absent. */
export interface Code {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** A FHIR CodeableConcept as this package writes it. */
export interface Concept {
  readonly coding?: readonly Code[];
  readonly text: string;
}

/** A SNOMED CT code. Only codes that are public in published examples appear in this package. */
export const snomed = (code: string, display: string): Required<Code> => ({
  system: codeSystems.snomed,
  code,
  display,
});

/** A LOINC code. */
export const loinc = (code: string, display: string): Required<Code> => ({ system: codeSystems.loinc, code, display });

/** A CodeableConcept of one or more codes; its text is `text`, or else the words of the first code. */
export function concept(first: Required<Code>, ...others: readonly Code[]): Concept {
  return { coding: [first, ...others], text: first.display };
}

/** A CodeableConcept of words alone, where no code is publicly known. */
export const words = (text: string): Concept => ({ text });

/** A CodeableConcept of one code in an HL7 terminology, e.g. `condition-clinical`. */
export function terminology(name: string, code: string, display: string): Concept {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${name}`, code, display }], text: display };
}

/** A UK Core extension holding one code of a UK Core code system. */
export function ukCoreCodeExtension(name: string, system: string, code: string, display: string) {
  return {
    url: `${codeSystems.ukCoreExtension}${name}`,
    valueCodeableConcept: { coding: [{ system: `${codeSystems.ukCore}${system}`, code, display }] },
  };
}
