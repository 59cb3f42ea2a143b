import type { FullTextState } from '@baseplate-epr/fhir';

/** A search parameter that was added to those of R4, as far as it must be remembered. */
export interface KnownParameter {
  /** Of the SearchParameter resource. */
  readonly id: string;
  readonly versionId: string;
  /** Of what the parameter finds; another one finds otherwise. */
  readonly digest: string;
  /** Every resource is indexed by it. */
  readonly ready: boolean;
}

/** How far the index of the record has come. Kept in the state store, one for all processes. */
export interface IndexState {
  /** Of the set of parameters; grows when one is added or changed. */
  readonly generation: number;
  /** Edition of the rules (`indexCode`) that every resource is indexed by; 0 if that cannot be told. */
  readonly code: number;
  /** Edition that resources are to be indexed by: that of the release which began the last indexing. Never less than {@link code}. */
  readonly aim: number;
  /** Whether every resource is indexed by its words, or will be, or is not meant to. */
  readonly fullText: FullTextState;
  /** Ordered by id. */
  readonly parameters: readonly KnownParameter[];
}

/** What must be done so that the index is whole. */
export interface DueIndexing {
  /** Resource types that must be indexed anew; `undefined` means every one. */
  readonly types: ReadonlySet<string> | undefined;
  /** This release, or its options, index otherwise than the record is. */
  readonly rules: boolean;
  /** Parameters that wait for it. */
  readonly parameters: number;
}
