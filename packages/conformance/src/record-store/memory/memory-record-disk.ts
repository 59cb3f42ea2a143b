import type { StoredVersion } from '@baseplate-epr/contracts';
import {
  type CurrentResource,
  createDigestBook,
  type DigestBook,
  nameOf,
  type Resources,
} from '@baseplate-epr/record-query';

/** The newest version of a resource, and which set of search parameters its entries are of. */
export interface IndexedResource extends CurrentResource {
  /** Of the last `index` call, or of the commit that brought the version. */
  readonly generation: number;
}

/** What a memory record store keeps, apart from the store, so that another store can be opened on it. */
export interface MemoryRecordDisk {
  /** Every version in commit order. */
  readonly log: StoredVersion[];
  /** Versions of one resource in version order, by resource name. */
  readonly versions: Map<string, StoredVersion[]>;
  readonly current: Map<string, IndexedResource>;
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

/** What a disk holds, as queries see it: everything is looked at. */
export function resourcesOn({ current }: MemoryRecordDisk): Resources<IndexedResource> {
  const ofType = (type: string) => [...current.values()].filter(({ version }) => version.type === type);
  return {
    get: (key) => current.get(nameOf(key)),
    types: () => new Set([...current.values()].map(({ version }) => version.type)),
    ofType,
    referring: ofType,
  };
}
