import type { Query } from './query.ts';
import type { IndexedVersion, ResourceKey, StoredVersion } from './stored-version.ts';

/**
 * What a write expects to find.
 *
 * - `absent`: no version of this resource, not even a deleted one.
 * - `{ versionId }`: this is the newest version, deleted or not.
 * - `anything`: no expectation.
 *
 * In every case the given versionId must be one more than the newest, or 1 where there is none, or the write is a conflict. So
 * a deleted resource goes on counting when it is written again.
 */
export type Expectation = 'absent' | 'anything' | { readonly versionId: string };

/** One new version. */
export interface Write {
  readonly version: IndexedVersion;
  readonly expect: Expectation;
}

/**
 * A condition on the state *before* this commit's own writes. It is serialisable against every other commit: two commits whose
 * guards would each be broken by the other's writes cannot both succeed, however they race.
 */
export interface Guard {
  /** `sort`, `count`, `cursor`, `total` and `includes` are ignored. */
  readonly query: Pick<Query, 'types' | 'where' | 'access' | 'candidateLimit'>;
  /** The number of matches, or exactly these resources in any order. */
  readonly expect: { readonly count: number } | { readonly resources: readonly ResourceKey[] };
}

/**
 * A commit. No resource may be written twice in one commit: that is `input-invalid`, and nothing is written.
 *
 * The fence is looked at first, then the generation, then what the writes expect, then the guards, then the times; the first of them
 * that fails is the outcome.
 */
export interface CommitOptions {
  /** The assembly's epoch; refused if the store is fenced above it. */
  readonly epoch: number;
  /**
   * Which set of search parameters the entries of the writes were computed with, as in `IndexOptions.generation`; absent means 0.
   * Refused if an indexing has closed the store to it.
   */
  readonly generation?: number;
  readonly writes: readonly Write[];
  readonly guards?: readonly Guard[];
  /**
   * Refuse the commit as `overtaken` if a version is there whose time is later than the earliest of the writes, by at most so many
   * milliseconds: so times follow the order of the commits, whichever process makes them. What is further ahead comes of a clock that was set
   * back. Absent: times are not looked at. A store without `verbatimHistory` gives times of its own, and need not look.
   */
  readonly overtakenWithin?: number;
}

/** How a commit ended. Only `committed` has changed anything, and then everything, durably. */
export type CommitResult =
  | {
      readonly outcome: 'committed';
      /** What was kept, in the order of the writes; only from a store without `verbatimHistory`. Of a write that changes nothing it may be the version before. */
      readonly versions?: readonly StoredVersion[];
    }
  | { readonly outcome: 'conflict'; readonly conflicts: readonly WriteConflict[] }
  | { readonly outcome: 'guard-failed'; readonly failures: readonly GuardFailure[] }
  | { readonly outcome: 'fenced'; readonly epoch: number; readonly successor: string }
  /** The entries were computed with too low a generation: at least `generation` is needed. */
  | { readonly outcome: 'outdated'; readonly generation: number }
  /** `lastUpdated` is the latest time there is among those looked at; with that, or a later one, the same commit may be tried again. */
  | { readonly outcome: 'overtaken'; readonly lastUpdated: number };

/** A write whose expectation did not hold. Every such write of the commit is named, in the order of the writes. */
export interface WriteConflict extends ResourceKey {
  /** The newest version there is; absent if there is none. */
  readonly versionId?: string;
}

/** A guard that did not hold. Every such guard of the commit is named, in their order. */
export interface GuardFailure {
  /** Position in {@link CommitOptions.guards}. */
  readonly guard: number;
  /** What matched, ordered by type, then id; at most 100. */
  readonly matched: readonly ResourceKey[];
}
