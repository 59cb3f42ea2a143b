import type { IndexEntryKind } from './index-entry.ts';

/**
 * A condition on the current version of one resource. Deleted resources never match (for access to the history of a deleted
 * resource see `HistoryOptions.access`). An `and` of nothing holds; an `or` of nothing does not.
 *
 * Leaf predicates over entries hold if *at least one* entry of the resource satisfies them; `not` is per resource, so
 * `not(token a)` also holds for a resource without entries for that parameter.
 */
export type Predicate =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'and'; readonly predicates: readonly Predicate[] }
  | { readonly kind: 'or'; readonly predicates: readonly Predicate[] }
  | { readonly kind: 'not'; readonly predicate: Predicate }
  | IdPredicate
  | TypePredicate
  | LastUpdatedPredicate
  | CompartmentPredicate
  | EntryPredicate
  | TextPredicate
  | CompositePredicate
  | MissingPredicate
  | ChainedPredicate
  | ReverseChainedPredicate;

/** A condition on one index entry. */
export type EntryPredicate =
  | TokenPredicate
  | StringPredicate
  | RangePredicate
  | QuantityPredicate
  | ReferencePredicate
  | UriPredicate;

/** The resource has one of these logical ids. */
export interface IdPredicate {
  readonly kind: 'id';
  readonly ids: readonly string[];
}

/** The resource has one of these types. */
export interface TypePredicate {
  readonly kind: 'type';
  readonly types: readonly string[];
}

/** A comparison of one end of an entry with a constant. */
export interface Bound {
  readonly end: 'low' | 'high';
  readonly operator: '<' | '<=' | '>' | '>=' | '=' | '!=';
  readonly value: number;
}

/** The time of the current version, in milliseconds since 1970, satisfies every bound (`low` and `high` are the same here). */
export interface LastUpdatedPredicate {
  readonly kind: 'lastUpdated';
  readonly bounds: readonly Bound[];
}

/** The current version lies in one of these compartments. */
export interface CompartmentPredicate {
  readonly kind: 'compartment';
  readonly type: string;
  readonly ids: readonly string[];
}

/** A token entry matches. An absent part matches anything; an empty `system` matches only entries without a system. */
export interface TokenPredicate {
  readonly kind: 'token';
  readonly parameter: string;
  readonly system?: string;
  readonly code?: string;
  /** One of these codes. Beside `code` it has no meaning of its own: both must hold. */
  readonly codes?: readonly string[];
  /** The entry's text contains this folded text. */
  readonly text?: string;
}

/**
 * A string entry matches: `starts`, `contains`, `ends` and `equals` look at the folded value, `exact` at the original. `equals` passes
 * over entries whose original is empty. No character is special.
 */
export interface StringPredicate {
  readonly kind: 'string';
  readonly parameter: string;
  readonly match: 'starts' | 'contains' | 'ends' | 'equals' | 'exact';
  readonly value: string;
}

/** A date or number entry satisfies every bound. */
export interface RangePredicate {
  readonly kind: 'range';
  readonly entry: 'date' | 'number';
  readonly parameter: string;
  readonly bounds: readonly Bound[];
}

/** A quantity entry satisfies every bound and, where given, has this system, code and unit. */
export interface QuantityPredicate {
  readonly kind: 'quantity';
  readonly parameter: string;
  readonly bounds: readonly Bound[];
  readonly system?: string;
  readonly code?: string;
  readonly unit?: string;
}

/**
 * A reference entry points there: every given part is equal. Without `type`, any type with this id matches; `url` matches
 * non-local references.
 */
export interface ReferencePredicate {
  readonly kind: 'reference';
  readonly parameter: string;
  readonly type?: string;
  readonly id?: string;
  readonly url?: string;
}

/**
 * A URI entry matches. `below`: the entry equals the value or continues it after a `/` (a value that ends in `/` is a plain
 * prefix). `above`: the value equals the entry or continues it after a `/` (likewise, an
 * entry that ends in `/` is a plain prefix).
 */
export interface UriPredicate {
  readonly kind: 'uri';
  readonly parameter: string;
  readonly match: 'exact' | 'below' | 'above';
  readonly value: string;
}

/**
 * A text entry has these words, next to each other and in this order; with `prefix`, the last of them need only begin one. No words
 * match nothing. The words are as in `TextEntry`.
 */
export interface TextPredicate {
  readonly kind: 'text';
  readonly parameter: string;
  readonly words: readonly string[];
  readonly prefix?: boolean;
}

/** There is one element number for which every part has a matching entry. */
export interface CompositePredicate {
  readonly kind: 'composite';
  readonly parts: readonly EntryPredicate[];
}

/** The resource has no entry of this kind for this parameter (`missing: true`), or at least one (`missing: false`). */
export interface MissingPredicate {
  readonly kind: 'missing';
  readonly parameter: string;
  readonly entry: IndexEntryKind;
  readonly missing: boolean;
}

/** A local reference entry points at a current resource of one of these types that satisfies `where` and the access rules. */
export interface ChainedPredicate {
  readonly kind: 'chained';
  readonly parameter: string;
  readonly types: readonly string[];
  readonly where: Predicate;
}

/** A current resource of this type refers here by this parameter and satisfies `where` and the access rules. */
export interface ReverseChainedPredicate {
  readonly kind: 'reverseChained';
  readonly type: string;
  readonly parameter: string;
  readonly where: Predicate;
}
