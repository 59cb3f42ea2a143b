import type { Invariant, StructureTable } from './structure-table.ts';

/** A type that an element may have. */
export interface ElementType {
  /** A type name that `structureOf` knows; for a nested element its defining path, such as `Patient.contact`. */
  readonly code: string;
  /** For Reference: the resource types it may point at; absent when any. */
  readonly targets?: readonly string[];
}

/** One element of a structure. */
export interface ElementDefinition {
  /** Name without `[x]`: `value`. */
  readonly name: string;
  /** Path in R4's words: `Observation.value[x]`. */
  readonly path: string;
  readonly min: number;
  /** Infinity for any number. */
  readonly max: number;
  /** True when JSON writes an array. */
  readonly isArray: boolean;
  /** True for `value[x]`, whose JSON key carries the type. */
  readonly isChoice: boolean;
  readonly types: readonly ElementType[];
  /** Part of `_summary=true`: https://hl7.org/fhir/R4/search.html#summary */
  readonly isSummary: boolean;
  /** Changes the meaning of what stands beside it, so it must not be left out: https://hl7.org/fhir/R4/conformance-rules.html#isModifier */
  readonly isModifier: boolean;
  /** URL of the value set of a required binding whose codes R4 lists (see `codeListOf`), or of which it is known how they are written. */
  readonly valueSet?: string;
  /** URL of the value set of an extensible binding. */
  readonly extensible?: string;
  /** Rules of this use of its type, besides those of the type itself. */
  readonly invariants: readonly Invariant[];
}

/** Where a JSON key leads: the element, and the type that the key stands for. */
export interface ElementKey {
  readonly element: ElementDefinition;
  readonly type: ElementType;
}

/** An R4 resource type, data type, or nested element such as `Patient.contact`. */
export interface Structure {
  readonly name: string;
  readonly kind: StructureTable['kind'];
  readonly abstract: boolean;
  /** The type it specialises; `BackboneElement` or `Element` for nested elements. */
  readonly base?: string;
  /** For a primitive type: the regular expression R4 gives, to be matched against the whole text. */
  readonly pattern?: string;
  /** Elements in the order of the definition, by name without `[x]`. */
  readonly elements: ReadonlyMap<string, ElementDefinition>;
  /** Elements by JSON key (`valueQuantity`), without the `_` keys of primitive extensions. */
  readonly keys: ReadonlyMap<string, ElementKey>;
  readonly invariants: readonly Invariant[];
}
