import type { ReadOptions, StoredVersion } from '@baseplate-epr/contracts';
import { createDigestBook, type DigestBook } from '../digest-book.ts';
import { type CurrentResource, nameOf, type Resources } from '../resources.ts';

/** The newest version of a resource, and which set of search parameters its entries are of. */
export interface IndexedResource extends CurrentResource {
  /** Of the last `index` call, or of the commit that brought the version. */
  readonly generation: number;
}

/** A record held in memory: what a store without a database of its own answers from. It is changed by `applyChange` alone. */
export interface HeldRecord {
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

/** Makes an empty {@link HeldRecord}. */
export function createHeldRecord(): HeldRecord {
  return {
    log: [],
    versions: new Map(),
    current: new Map(),
    digests: createDigestBook(),
    fence: { epoch: Number.NEGATIVE_INFINITY, successor: '' },
    leastGeneration: Number.NEGATIVE_INFINITY,
  };
}

/** What is held, as queries see it: everything is looked at. */
export function heldResources({ current }: HeldRecord): Resources<IndexedResource> {
  const ofType = (type: string) => [...current.values()].filter(({ version }) => version.type === type);
  return {
    get: (key) => current.get(nameOf(key)),
    types: () => new Set([...current.values()].map(({ version }) => version.type)),
    ofType,
    referring: ofType,
  };
}

/** One version: the newest, or the one named. */
export function readHeld(
  { current, versions }: HeldRecord,
  { versionId, ...key }: ReadOptions,
): StoredVersion | undefined {
  if (versionId === undefined) return current.get(nameOf(key))?.version;
  return versions.get(nameOf(key))?.find((version) => version.versionId === versionId);
}
