import type { Guard, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';
import type { Patch } from '@baseplate-epr/fhir';
import type { PatchedResource } from '../write/patch-current.ts';
import type { ReadResource } from '../write/read-resource.ts';
import type { BundleEntry } from './bundle-entry.ts';

/** A writing entry of a transaction before its conditions are looked at; the same in every attempt. */
export interface WritingEntry {
  readonly entry: BundleEntry;
  /** The validated resource of a POST or PUT; in a resolved entry also that which a PATCH makes. */
  readonly read: ReadResource | undefined;
  /** The patch of a PATCH. */
  readonly patch?: Patch;
  /** The id that a create would give; where the address names one, that. */
  readonly id: string;
}

/** A writing entry whose conditions have been looked at. */
export interface ResolvedEntry extends WritingEntry {
  /** `none`: nothing to write, because a condition found what is there, or nothing to delete. */
  readonly action: 'create' | 'update' | 'patch' | 'delete' | 'none';
  /** What the entry is about, and what references to its fullUrl mean; absent where nothing is to be deleted. */
  readonly key: ResourceKey | undefined;
  /** For `none`: what a conditional create found in the store; absent if another entry creates it. */
  readonly match?: StoredVersion;
  /** For `patch`: the resource before and after it. */
  readonly patched?: PatchedResource;
  /** A conditional update whose condition matched nothing: whatever has its id already must not be overwritten. */
  readonly mustBeNew?: boolean;
  /** Hold as long as the conditions come out the same. */
  readonly guards: readonly Guard[];
}
