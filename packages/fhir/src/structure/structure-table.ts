/** A rule that R4 states as FHIRPath: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.constraint */
export interface Invariant {
  /** R4's name of the rule, such as `obs-6`. */
  readonly key: string;
  readonly severity: 'error' | 'warning';
  /** The rule in words. */
  readonly human: string;
  /** The rule in FHIRPath; `%context` is the element that carries it. */
  readonly expression: string;
}

/** A type that an element may have. */
export interface TypeTable {
  /** Type name, or for a nested element the path that defines it, such as `Patient.contact`. */
  readonly code: string;
  /** For Reference: the resource types it may point at; absent when any. */
  readonly targets?: readonly string[];
}

/** One element, as the generator writes it. */
export interface ElementTable {
  /** `Patient.contact.name`; a choice ends in `[x]`. */
  readonly path: string;
  readonly min: number;
  /** null for any number. */
  readonly max: number | null;
  readonly types: readonly TypeTable[];
  /** Part of `_summary=true`: https://hl7.org/fhir/R4/search.html#summary */
  readonly summary?: true;
  /** Changes the meaning of what stands beside it: https://hl7.org/fhir/R4/conformance-rules.html#isModifier */
  readonly modifier?: true;
  /** URL of the value set of a required binding whose codes R4 lists. */
  readonly valueSet?: string;
  /** URL of the value set of an extensible binding. */
  readonly extensible?: string;
  readonly invariants?: readonly Invariant[];
}

/** One R4 resource or data type, as the generator writes it. */
export interface StructureTable {
  readonly kind: 'resource' | 'complex-type' | 'primitive-type';
  readonly abstract: boolean;
  readonly base?: string;
  /** For a primitive type: the regular expression R4 gives. */
  readonly pattern?: string;
  readonly elements: readonly ElementTable[];
  readonly invariants?: readonly Invariant[];
}
