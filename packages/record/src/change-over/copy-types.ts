import type { IndexEntry, RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import type { UnreadableVersion } from './read-changes.ts';
import type { VersionName } from './version-name.ts';

/** A version that was not taken over, or not as it should be, and why. */
export interface NamedFailure extends VersionName {
  /** For a person, free of patient data. */
  readonly reason: string;
}

/** What {@link copyRecords} copies. */
export interface CopyRecordsOptions {
  readonly from: Pick<RecordStore, 'changes'>;
  /** Must keep history verbatim; it holds nothing, or what earlier runs of the same copy have brought. */
  readonly to: Pick<RecordStore, 'load'>;
  /** Where an earlier run stopped; absent or empty means from the beginning. One that is too early costs time and does no harm. */
  readonly after?: string;
  /**
   * Index entries of a version that is not a deletion, as writing it now would give them. Asked for a resource's last version in each
   * load only. Where it throws `input-invalid` or `limit-exceeded`, the version is copied without entries and named as not indexed.
   */
  entriesOf(version: StoredVersion): readonly IndexEntry[] | Promise<readonly IndexEntry[]>;
  /** Of the search parameters that `entriesOf` knows from the beginning to the end of this copy. Default 0. */
  readonly generation?: number;
  /** Versions on a page, 1 to 10,000. Default 1,000. A store may give fewer where texts are long. */
  readonly limit?: number;
  /** So many versions may be rejected before the copy gives up with `load-conflict`. Default 1,000. */
  readonly rejectedLimit?: number;
  readonly signal?: AbortSignal;
  /** Called after each page is durable in the target, and awaited; if it throws, so does the copy. */
  onPage?(page: CopiedPage): void | Promise<void>;
}

/** What one page did, and where the copy stands after it. */
export interface CopiedPage {
  /** Where to go on after this page. */
  readonly cursor: string;
  /** Versions read. */
  readonly versions: number;
  /** Of those: written now, and there already. */
  readonly loaded: number;
  readonly present: number;
  /** Length of their texts in UTF-16 units: about their bytes. */
  readonly bytes: number;
  /** The last version's time, in milliseconds since 1970: how far behind a follower is. Absent on an empty page. */
  readonly lastUpdated?: number;
  /** Versions that the target does not take, in order; a resource's later versions follow with it. */
  readonly rejected: readonly NamedFailure[];
  /** Versions that were copied, but are found by nothing, since their text cannot be indexed. */
  readonly unindexed: readonly NamedFailure[];
  /** What the source could not read; the page goes on after it. */
  readonly unreadable: readonly UnreadableVersion[];
}

/** What a copy did, all pages together. */
export interface CopyRecordsResult {
  /** Give this as `after` to follow what is written later. */
  readonly cursor: string;
  readonly versions: number;
  readonly loaded: number;
  readonly present: number;
  readonly bytes: number;
  /** How many; their names were given to `onPage`. Unless all three are 0, the target is not the source. */
  readonly rejected: number;
  readonly unindexed: number;
  readonly unreadable: number;
}
