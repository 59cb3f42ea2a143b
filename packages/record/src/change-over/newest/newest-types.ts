import type { RecordStore, StoredVersion } from '@baseplate-epr/contracts';
import type { CopyRecordsOptions, NamedFailure } from '../copy-types.ts';
import type { UnreadableVersion } from '../read-changes.ts';
import type { VersionName } from '../version-name.ts';

/** Which version of the source a version of the target is. */
export interface MappedVersion extends VersionName {
  /** What the target calls it. */
  readonly becameVersionId: string;
  /** As the source has it. */
  readonly lastUpdated: number;
  readonly deleted: boolean;
}

/** What {@link copyNewest} copies. */
export interface CopyNewestOptions
  extends Pick<CopyRecordsOptions, 'after' | 'entriesOf' | 'rejectedLimit' | 'signal'> {
  readonly from: Pick<RecordStore, 'changes' | 'read'>;
  readonly to: Pick<RecordStore, 'commit' | 'read'>;
  /** Of the assembly; commits carry it. */
  readonly epoch: number;
  /** Of the search parameters that the entries are computed with; see `RecordEntries.generation`. Default 0. */
  readonly generation?: number;
  /** Versions on a page, 1 to 10,000. Default 200. */
  readonly limit?: number;
  /** Called when everything of a page is durable in the target, and awaited. */
  onPage?(page: CopiedNewest): void | Promise<void>;
}

/** What one page did. */
export interface CopiedNewest {
  readonly cursor: string;
  /** Versions read. Of those: written now as the newest of their resource, and there already with the same content. */
  readonly versions: number;
  readonly written: number;
  readonly present: number;
  /** Versions that stay in the source alone: earlier ones, and deletions of what the target never had. */
  readonly lost: number;
  readonly mapped: readonly MappedVersion[];
  /** Deletions of what the target never had: there is nothing in it that they could be. */
  readonly absent: readonly StoredVersion[];
  /** What the target did not take, or keeps with other content. */
  readonly rejected: readonly NamedFailure[];
  readonly unindexed: readonly NamedFailure[];
  readonly unreadable: readonly UnreadableVersion[];
}

/** What a copy did; names and the map were given to `onPage`. */
export interface CopyNewestResult {
  readonly cursor: string;
  readonly versions: number;
  readonly written: number;
  readonly present: number;
  readonly lost: number;
  readonly rejected: number;
  readonly unindexed: number;
  readonly unreadable: number;
}
