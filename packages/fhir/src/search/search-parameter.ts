import type { IndexEntryKind } from '@baseplate-epr/contracts';

/** The types of search parameter that R4 has: https://hl7.org/fhir/R4/search.html#ptypes. */
export type SearchParameterType = IndexEntryKind | 'composite' | 'special';

/** One part of a composite parameter. */
export interface SearchParameterComponent {
  /** The parameter that the part is a value of. */
  readonly parameter: SearchParameter;
  /** The part stands outside the repeating element that holds the others, so it is matched on its own. */
  readonly outside: boolean;
}

/** A search parameter as it applies to one resource type. */
export interface SearchParameter {
  readonly name: string;
  readonly type: SearchParameterType;
  /** FHIRPath, only with the branches that can apply to the type. */
  readonly expression: string;
  /** Canonical URL of the definition. */
  readonly url: string;
  /** Resource types a reference may point at; empty when any, or for other parameters. */
  readonly targets: readonly string[];
  /** Parts of a composite parameter; otherwise empty. */
  readonly components: readonly SearchParameterComponent[];
}

/** A search parameter to add to those of R4; the fields are those of the SearchParameter resource. */
export interface SearchParameterDefinition {
  readonly code: string;
  readonly url: string;
  readonly type: SearchParameterType;
  readonly base: readonly string[];
  readonly expression: string;
  readonly target?: readonly string[];
  readonly component?: readonly { readonly definition: string; readonly expression: string }[];
}
