import type { IndexEntryKind } from './index-entry.ts';
import type { Predicate } from './predicate.ts';
import type { StoredVersion } from './stored-version.ts';

/**
 * What the caller may see, per resource type. Applied to the matches and at every hop of a chain, a reverse chain or an
 * include, so that neither a page nor a count nor a yes/no answer can leak. What may not be seen is not followed either: an
 * include never goes through it.
 *
 * The rules themselves are judged against the whole record: no rules apply at the hops of chains inside them.
 */
export interface AccessRules {
  readonly byType: Readonly<Record<string, Predicate>>;
  /** For every type that is not named. */
  readonly otherwise: Predicate;
}

/** One sort key. */
export interface SortKey {
  /** A search parameter, or `_id` or `_lastUpdated`. */
  readonly parameter: string;
  /** The kind of entries the parameter has; ignored for `_id` and `_lastUpdated`. */
  readonly entry: IndexEntryKind;
  readonly direction: 'ascending' | 'descending';
}

/** Resources to add to the answer. */
export interface Include {
  /** `forward`: what the matches refer to. `reverse`: what refers to the matches. */
  readonly direction: 'forward' | 'reverse';
  /** The type that holds the reference. */
  readonly source: string;
  /** The reference parameter, or `*` for every one. */
  readonly parameter: string;
  /** The type referred to; absent means any. */
  readonly target?: string;
  /** Apply to included resources too, whichever include found them, until nothing new is found. */
  readonly iterate?: boolean;
}

/** A search over current versions. */
export interface Query {
  /** Types to search; empty means every type. */
  readonly types: readonly string[];
  readonly where?: Predicate;
  readonly access?: AccessRules;
  /**
   * Ascending uses a resource's least value, descending its greatest; of dates, numbers and quantities that is the least `low`
   * and the greatest `high`, whatever the unit. Keys compare bytewise (UTF-8 order of the folded string; numbers numerically;
   * tokens by code; references as `Type/id` or url); a resource without a value comes last in both directions; ties, and a query without sort keys, are ordered by type, then id, ascending and bytewise.
   */
  readonly sort?: readonly SortKey[];
  /**
   * Matches on a page, 0 to 10,000; else `query-invalid`. With 0 only the total is computed, and always given. A store may end a
   * page earlier where its text becomes long, but never before the first match, and `next` says that there is more.
   */
  readonly count: number;
  /**
   * Where the page before ended, from {@link SearchResult.next}. The rest of the query must be the same, but for `count`. A
   * cursor that is malformed, or comes from a query with other sort keys or from another method, is `query-invalid`.
   */
  readonly cursor?: string;
  /** Count every match, ignoring paging. */
  readonly total?: boolean;
  readonly includes?: readonly Include[];
  /** At most this many resources may be included; more is `query-too-costly`. Default 10,000. */
  readonly includeLimit?: number;
  /**
   * At most this many candidates may be examined; more is `query-too-costly`. Absent means the store's own limit. Candidates are
   * the current resources looked at for `where`, `access`, `sort` and `total`: at least the matches when all are counted, at most
   * all resources of the types that the query, its chains and its access rules name.
   */
  readonly candidateLimit?: number;
  /** Aborted when nobody waits for the answer any more: a search that looks at much may then end, as `cancelled`. */
  readonly signal?: AbortSignal;
}

/** One page of an answer. */
export interface SearchResult {
  /** In the order of the sort. */
  readonly matches: readonly StoredVersion[];
  /** Not among the matches of this page, each once, ordered by type, then id. */
  readonly included: readonly StoredVersion[];
  /** Present if asked for, or if `count` is 0. */
  readonly total?: number;
  /**
   * Present if there are further matches. A keyset: no match that exists throughout is skipped or repeated when others are
   * written between pages. Opaque, holds sort keys (treat it as patient data).
   */
  readonly next?: string;
}
