import type { IndexEntry, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import { createDigestBook, type DigestBook } from './digest-book.ts';

/** The newest version of a resource, and what it is found by. */
export interface CurrentResource {
  readonly version: StoredVersion;
  readonly entries: readonly IndexEntry[];
  /** Of the last `index` call, or of the commit that brought the version. */
  readonly generation: number;
}

/** What a memory record store keeps, apart from the store, so that another store can be opened on it. */
export interface MemoryRecordDisk {
  /** Every version in commit order. */
  readonly log: StoredVersion[];
  /** Versions of one resource in version order, by resource name. */
  readonly versions: Map<string, StoredVersion[]>;
  readonly current: Map<string, CurrentResource>;
  readonly digests: DigestBook;
  fence: { readonly epoch: number; readonly successor: string };
  /** Commits of a lower generation are refused. */
  leastGeneration: number;
}

/** Makes an empty {@link MemoryRecordDisk}. */
export function createMemoryRecordDisk(): MemoryRecordDisk {
  return {
    log: [],
    versions: new Map(),
    current: new Map(),
    digests: createDigestBook(),
    fence: { epoch: Number.NEGATIVE_INFINITY, successor: '' },
    leastGeneration: Number.NEGATIVE_INFINITY,
  };
}

/** `Type/id`. */
export function nameOf({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}
