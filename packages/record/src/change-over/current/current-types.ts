import type { IndexEntry, RecordStore, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import type { NamedFailure } from '../copy-types.ts';
import type { UnreadableVersion } from '../read-changes.ts';

/** What {@link copyCurrent} copies. */
export interface CopyCurrentOptions {
  readonly from: Pick<RecordStore, 'changes' | 'read'>;
  /** Need not keep history verbatim. Nobody else writes to it meanwhile. */
  readonly to: Pick<RecordStore, 'read' | 'commit'>;
  /** With which to commit. */
  readonly epoch: number;
  /** Of the search parameters that `entriesOf` computes by. Default 0. */
  readonly generation?: number;
  /** Where an earlier run stopped. One that is too early costs time and does no harm: what is there already is not written again. */
  readonly after?: string;
  /** Index entries of a version that is not a deletion, as writing it now would give them. */
  entriesOf(version: StoredVersion): readonly IndexEntry[] | Promise<readonly IndexEntry[]>;
  /** Versions read, and at most written, at once: 1 to 10,000. Default 200. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** Called after each page is durable in the target, and awaited; if it throws, so does the copy. */
  onPage?(page: CopiedCurrentPage): void | Promise<void>;
}

/** Which version of the target a version of the source has become. */
export interface VersionMapping extends ResourceKey {
  readonly from: string;
  readonly to: string;
}

/** What one page did. */
export interface CopiedCurrentPage {
  /** Where to go on after this page. */
  readonly cursor: string;
  /** Versions read. */
  readonly versions: number;
  /** Versions that are in the target now, those of an earlier run included. */
  readonly mapped: readonly VersionMapping[];
  /** Versions that were current once, or of resources that are gone: they stay readable in the source alone. */
  readonly earlier: number;
  readonly rejected: readonly NamedFailure[];
  readonly unreadable: readonly UnreadableVersion[];
}

/** What a copy did, all pages together. */
export interface CopyCurrentResult {
  readonly cursor: string;
  readonly versions: number;
  readonly mapped: number;
  readonly earlier: number;
  readonly rejected: number;
  readonly unreadable: number;
}
