import type { JsonValue } from '../json/json-value.ts';
import type { Invariant } from '../structure/structure-table.ts';

/** How the value under a discriminator's path tells slices apart: https://hl7.org/fhir/R4/profiling.html#discriminator */
export type DiscriminatorType = 'value' | 'pattern' | 'type' | 'profile' | 'exists';

/** One way of telling the slices of an element apart. */
export interface Discriminator {
  readonly type: DiscriminatorType;
  /** A restricted FHIRPath, such as `coding.code`, `$this` or `resolve()`. */
  readonly path: string;
}

/** How the values of an element are sorted into slices. */
export interface Slicing {
  readonly discriminators: readonly Discriminator[];
  readonly ordered: boolean;
  readonly rules: 'open' | 'closed' | 'openAtEnd';
}

/** A type that a profile leaves an element, and the profiles its value or its target must meet. */
export interface TypeConstraint {
  readonly code: string;
  /** Canonical URLs; the value must meet one of them. None: any value of the type. */
  readonly profiles: readonly string[];
  /** For Reference: canonical URLs of profiles or types, one of which the target must meet. None: any. */
  readonly targetProfiles: readonly string[];
  /** For Reference: where its target may be. None: anywhere. */
  readonly aggregation: readonly Aggregation[];
}

/** Where the target of a reference is: https://hl7.org/fhir/R4/valueset-resource-aggregation-mode.html */
export type Aggregation = 'contained' | 'referenced' | 'bundled';

/** A value set that an element's codes come from. */
export interface Binding {
  readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
  /** Canonical URL, perhaps with `|version`. */
  readonly valueSet: string;
}

/**
 * What a profile says about one element, and no more: what it leaves as its base has it is not there. The tree of them is a
 * snapshot without what R4 says anyway.
 */
export interface ConstraintNode {
  min?: number;
  /** Infinity for any number. */
  max?: number;
  types?: readonly TypeConstraint[];
  fixed?: JsonValue;
  pattern?: JsonValue;
  binding?: Binding;
  /** In UTF-16 code units. */
  maxLength?: number;
  minValue?: JsonValue;
  maxValue?: JsonValue;
  slicing?: Slicing;
  /** What is said about the same element elsewhere; see `withBackground`. */
  background?: readonly ConstraintNode[];
  /** By key. */
  readonly invariants: Map<string, Invariant>;
  /** By name; a slice of a slice is a slice of that node. */
  readonly slices: Map<string, ConstraintNode>;
  /** By element name without `[x]`. */
  readonly children: Map<string, ConstraintNode>;
}

/** A node that says nothing. */
export function emptyNode(): ConstraintNode {
  return { invariants: new Map(), slices: new Map(), children: new Map() };
}
