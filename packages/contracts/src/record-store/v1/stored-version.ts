import type { IndexEntry } from './index-entry.ts';

/** Names a resource. */
export interface ResourceKey {
  readonly type: string;
  readonly id: string;
}

/** A compartment a version lies in, as `type` and `id` of the resource that spans it. */
export type Compartment = ResourceKey;

/** One immutable state of one resource. */
export interface StoredVersion extends ResourceKey {
  /** FHIR's `meta.versionId`: the decimal digits of 1, 2, 3 … for one resource, without gaps. */
  readonly versionId: string;
  /**
   * FHIR's `meta.lastUpdated` in milliseconds since 1970. Never decreases from one version of a resource to the next; that is
   * the writer's duty, the store does not check it.
   */
  readonly lastUpdated: number;
  readonly deleted: boolean;
  /** The resource as JSON text, to the byte as it was given; empty for a deletion. */
  readonly text: string;
  /** Compartments this version lies in, in any order; for a deletion, those of the version before. */
  readonly compartments: readonly Compartment[];
}

/** A version together with its index entries, as `commit` and `load` take it. */
export interface IndexedVersion extends StoredVersion {
  /** Empty for a deletion. Only the current version of a resource is found by them. */
  readonly entries: readonly IndexEntry[];
}
