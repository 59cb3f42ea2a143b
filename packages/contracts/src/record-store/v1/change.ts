import type { IndexEntry } from './index-entry.ts';
import type { AccessRules } from './query.ts';
import type { IndexedVersion, ResourceKey, StoredVersion } from './stored-version.ts';

/** One resource, one type, or (empty object) everything. An id alone names no resource: the same one may be used for every type. */
export type HistoryScope =
  | { readonly type: string; readonly id?: string }
  | { readonly type?: undefined; readonly id?: undefined };

/** Which versions a history holds. */
export interface HistoryOptions {
  readonly scope: HistoryScope;
  /**
   * A version is shown if the rule for its type holds: `id`, `type`, `lastUpdated` and `compartment` predicates look at that
   * version itself, so that deletions and earlier versions can be seen; every other predicate looks at the current version.
   * Where there is none, because the resource is deleted, what it says is unknown: `not`, `and` and `or` carry that on as in
   * SQL, and what is unknown is not shown. So `not(token secret)` never uncovers a secret by its deletion.
   */
  readonly access?: AccessRules;
  /** Only versions at or after this time, in milliseconds since 1970. */
  readonly since?: number;
  /** Only versions that were current at some point in `[low, high)`: written before `high`, and replaced, if at all, after `low`. */
  readonly at?: { readonly low: number; readonly high: number };
  /** Versions on a page, 1 to 10,000; else `query-invalid`. */
  readonly count: number;
  /** From {@link HistoryResult.next}; one that is malformed or comes from another method is `query-invalid`. */
  readonly cursor?: string;
}

/**
 * One page of a history, newest commit first; the versions of one resource strictly from newest to oldest. A load counts as a
 * commit, its later versions as newer.
 */
export interface HistoryResult {
  readonly versions: readonly StoredVersion[];
  /** Versions on all pages, on every page the same while nothing is written. */
  readonly total: number;
  /** Present if there are further versions. A keyset: later commits neither shift nor repeat what follows. */
  readonly next?: string;
}

/** Where to go on reading changes. */
export interface ChangesOptions {
  /** From an earlier answer; absent means from {@link ChangesOptions.begin}. One that is malformed is `query-invalid`. */
  readonly after?: string;
  /**
   * Where to begin without `after`. `end` passes over all that is visible now: the answer has no versions, and from its cursor on only
   * those follow that take effect later. Default `beginning`.
   */
  readonly begin?: 'beginning' | 'end';
  /** 1 to 10,000; else `query-invalid`. A page may end inside a commit; the rest of the commit is then already visible. */
  readonly limit: number;
}

/**
 * Versions in commit order: the versions of one resource in version order; if commit A was acknowledged before commit B began,
 * A's before B's; no version is ever skipped by a reader that goes on from `cursor`, however late its commit ends.
 */
export interface ChangesResult {
  readonly versions: readonly StoredVersion[];
  /** Give this as `after` next time, also when `versions` is empty. */
  readonly cursor: string;
  /** No further version was visible. */
  readonly end: boolean;
}

/** Versions to write verbatim, with history, for change-over, restore and replication. */
export interface LoadOptions {
  /**
   * In version order per resource, each one more than the version before it, which is there already or in this call; a gap is a
   * `load-conflict`. All or nothing per call.
   */
  readonly versions: readonly IndexedVersion[];
  /**
   * Which set of search parameters the entries were computed with, as for {@link IndexOptions.generation}: entries that are loaded are not
   * replaced by those of a lower one. Default 0. A load is never refused for it.
   */
  readonly generation?: number;
}

/** What a load did. */
export interface LoadResult {
  readonly loaded: number;
  /** Already there, identical; index entries are not compared. */
  readonly present: number;
}

/** New index entries for versions that are already there. */
export interface IndexOptions {
  /**
   * Which set of search parameters the entries were computed with; grows with each change of the set. A call with a lower
   * generation than the version's entries have, from its commit or an earlier call, leaves those and counts as `moved`.
   */
  readonly generation: number;
  /**
   * From now on refuse commits of a lower generation as `outdated`: once the call resolves, none of them takes effect any more.
   * So an indexing of all that is there now misses nothing. Never lowered.
   */
  readonly closes?: boolean;
  readonly entries: readonly (ResourceKey & { readonly versionId: string; readonly entries: readonly IndexEntry[] })[];
}

/** What became of them. */
export interface IndexResult {
  readonly indexed: number;
  /** The resource has a newer version now, which brought its own entries, or newer entries already. Nothing was changed for it. */
  readonly moved: number;
}

/** How to divide the digests. */
export interface DigestOptions {
  /** `bucket`: 256 buckets by the first byte of SHA-256 of `type/id`. `compartment`: per patient (or other compartment). */
  readonly by: 'bucket' | 'compartment';
  /** Names to answer for, in bytewise order after this one: {@link DigestResult.next}, or any name. */
  readonly after?: string;
  /** 1 to 10,000; else `query-invalid`. */
  readonly limit: number;
}

/** Digest of a set of versions. */
export interface RangeDigest {
  /** Two lower-case hex digits for a bucket, `Type/id` for a compartment. */
  readonly name: string;
  /** Versions in the set, deletions included. */
  readonly versions: number;
  /**
   * Sum modulo 2^128, as 32 lower-case hex digits, of each version's hash: the first 16 bytes (big-endian) of SHA-256 over
   * type, id, versionId, lastUpdated (decimal), `1` or `0` for deleted, and text, joined by U+0000, as UTF-8.
   */
  readonly sum: string;
}

/** Digests of non-empty sets, ordered bytewise by name. */
export interface DigestResult {
  readonly ranges: readonly RangeDigest[];
  /** Present if there are further ranges. */
  readonly next?: string;
}
