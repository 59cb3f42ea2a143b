import type { RecordStore } from '@baseplate-epr/contracts';
import type { DifferingVersion, Side } from '../comparison-types.ts';

/** What is asked of a store, to hold its answers against each other. */
export type AnsweringStore = Pick<RecordStore, 'changes' | 'read' | 'search'>;

/** By what a search looks for a resource. */
export type SearchedBy = 'id' | 'compartment' | 'identifier';

/** Where a store's answers do not agree with each other, or with those of the other store. */
export type AnswerFault =
  /** Of this resource, a read gives an earlier version than the history has, or none. */
  | (DifferingVersion & { readonly kind: 'stale-read'; readonly side: Side; readonly given?: string })
  /** A read gives it, and a search does not find it; or a search finds what a read does not give. */
  | (DifferingVersion & { readonly kind: 'unfound' | 'overfound'; readonly side: Side; readonly by: SearchedBy })
  /** The same versions came in another order: the first that is another at its place, of the left store. */
  | (DifferingVersion & { readonly kind: 'order'; readonly place: number });

/** What was asked of one side. */
export interface AnsweredSide {
  /** Resources that a read gives, each searched for. */
  readonly resources: number;
  readonly versions: number;
  /** SHA-256 of the names of all versions, in their order; absent where that is not held against the other's. */
  readonly order?: string;
}

/** What {@link checkAnswers} found. */
export interface CheckedAnswers {
  readonly left: AnsweredSide;
  readonly right: AnsweredSide;
  /** At most 1,000. */
  readonly faults: readonly AnswerFault[];
  readonly complete: boolean;
}
