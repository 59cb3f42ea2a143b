import type { RangeDigest, RecordStore } from '@baseplate-epr/contracts';
import type { VersionName } from './version-name.ts';

/** The two stores of a comparison: before a change-over, `left` is where the record comes from, `right` where it goes. */
export type Side = 'left' | 'right';

/** What is read of a store to compare it. */
export type ComparedStore = Pick<RecordStore, 'changes' | 'read' | 'digest'>;

/** What of a version the two stores hold differently. */
export type VersionPart = 'text' | 'lastUpdated' | 'deleted' | 'compartments';

/** One thing that is not the same in both stores. */
export type RecordDifference =
  /** A version is in one store only. */
  | (DifferingVersion & { readonly kind: 'missing'; readonly missingIn: Side })
  /** A version is in both, with other content. */
  | (DifferingVersion & { readonly kind: 'content'; readonly parts: readonly VersionPart[] })
  /** A version that a store holds and cannot read. Without a name where the store cannot tell which it is. */
  | (Partial<DifferingVersion> & { readonly kind: 'unreadable'; readonly side: Side; readonly reason: string })
  /**
   * The versions that a store gives out are not those it was given: they do not add up to the digest it has kept. `suspects` are the
   * resources it can be about, at most ten.
   */
  | {
      readonly kind: 'damaged';
      readonly side: Side;
      readonly bucket: string;
      readonly suspects: readonly DifferingVersion[];
    };

/** The version a difference is about. */
export interface DifferingVersion extends VersionName {
  /** Ids of the patients whose compartment it lies in, in either store. */
  readonly patients: readonly string[];
}

/** The digests of one range in both stores; a side without versions in it has none. */
export interface ComparedRange {
  readonly name: string;
  readonly left?: RangeDigest;
  readonly right?: RangeDigest;
}

/** How the digests of two stores compare. */
export interface DigestComparison {
  readonly by: 'bucket' | 'compartment';
  /** Ranges that hold something in either store. */
  readonly ranges: number;
  /** Ranges that differ, and the first of them, at most 10,000. */
  readonly different: number;
  readonly differing: readonly ComparedRange[];
  /** Versions counted in the ranges of each side: for buckets each once, for compartments once for each it lies in. */
  readonly versions: { readonly left: number; readonly right: number };
  /** Sum of the digests of each side, as 32 lower-case hex digits. */
  readonly sums: { readonly left: string; readonly right: string };
}

/** What {@link compareRecords} found. */
export interface RecordComparison {
  /** Both stores hold the same versions, to the byte, in the same compartments. */
  readonly same: boolean;
  readonly buckets: DigestComparison;
  readonly compartments: DigestComparison;
  /** Of a comparison by content: every compartment, by what its resources say now. The digests that the stores keep are of versions. */
  readonly byContent?: readonly ComparedRange[];
  readonly differences: readonly RecordDifference[];
  /** False if there are more differences than were asked for, or a store could not be read to its end. */
  readonly complete: boolean;
  /** False if a store was written during the comparison: what was written meanwhile may be among the differences. */
  readonly atRest: boolean;
}

/** How far a comparison is. */
export interface CompareProgress {
  readonly phase: 'digests' | 'left' | 'right';
  /** Ranges, or versions looked at in this phase. */
  readonly done: number;
  /** Absent while digests are compared. */
  readonly total?: number;
}

/** What to compare. */
export interface CompareRecordsOptions {
  readonly left: ComparedStore;
  readonly right: ComparedStore;
  /** Look at every version, although the digests are equal: finds what has changed in a store since it was written. Default: false. */
  readonly every?: boolean;
  /** So many differences are named. Default 10,000. */
  readonly differenceLimit?: number;
  readonly signal?: AbortSignal;
  onProgress?(progress: CompareProgress): void;
}
