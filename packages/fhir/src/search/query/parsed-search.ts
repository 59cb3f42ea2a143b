import type { Include, Predicate, SortKey } from '@baseplate-epr/contracts';
import type { SearchRegistry } from '../search-registry.ts';
import type { SearchAnswers, SearchNeed } from './search-need.ts';

/** Bounds on what a search may ask for. */
export interface SearchLimits {
  /** Most matches on a page; a greater `_count` is lowered to it. Default 1000. */
  readonly count: number;
  /** Most hops of a chain, `_has` included. Default 5. */
  readonly chainDepth: number;
  /** Most combinations of types that the chains of a search may lead through. Default 2000. */
  readonly chainBranches: number;
  /** Most values joined by commas in one parameter, and most parameters in a search. Default 1000. */
  readonly values: number;
  /** Most comparisons, hops and ids that the parameters of a search come to together. Default 5000. */
  readonly conditions: number;
}

/** A search as it came in. */
export interface ParseSearchOptions {
  /** The type searched; absent for a search of the whole system. */
  readonly type?: string;
  /** Types a search of the whole system is confined to; absent or empty means every type. `_type` narrows it. */
  readonly types?: readonly string[];
  /** Decoded names and values in the order given, such as `[...new URLSearchParams(query)]`. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** The server's own address. */
  readonly baseUrl?: string;
  /** The time in milliseconds since 1970, for the prefix `ap`. */
  readonly now: number;
  /** Default: the parameters of R4. */
  readonly registry?: SearchRegistry;
  readonly limits?: Partial<SearchLimits>;
  /**
   * Answers to {@link ParsedSearch.needs}; none yet is an empty map. Absent where nobody can work them out: modifiers that need them
   * are then refused.
   */
  readonly answers?: SearchAnswers;
}

/** A parameter that was not applied. */
export interface UnknownParameter {
  /** As the client wrote it. */
  readonly name: string;
  /** Why, in words fit for the client; never holds the value. */
  readonly reason: string;
  /**
   * R4 demands refusal even from a lenient server: an unsupported modifier would turn the meaning of the search round
   * (https://hl7.org/fhir/R4/search.html#modifiers).
   */
  readonly refuse: boolean;
  /** “Empty parameters are not an error” (https://hl7.org/fhir/R4/search.html#errors): it is the only thing wrong with it. */
  readonly empty?: true;
}

/** A search as a record store understands it. */
export interface ParsedSearch {
  /** Types to search; empty means every type. */
  readonly types: readonly string[];
  readonly where: Predicate;
  readonly sort: readonly SortKey[];
  /** Matches on a page; absent when the client left it open. */
  readonly count?: number;
  readonly total?: 'none' | 'estimate' | 'accurate';
  readonly includes: readonly Include[];
  readonly summary?: 'true' | 'text' | 'data' | 'count' | 'false';
  readonly elements?: readonly string[];
  readonly contained?: 'true' | 'false' | 'both';
  /** Where to go on, from `_cursor`. */
  readonly cursor?: string;
  /** What was applied, as the client wrote it and in its order, for the self link; without `_cursor`. */
  readonly applied: readonly (readonly [name: string, value: string])[];
  readonly unknown: readonly UnknownParameter[];
  /** What must be worked out before this is the search that was meant: then parse again, with the answers. Mostly nothing. */
  readonly needs: readonly SearchNeed[];
}
