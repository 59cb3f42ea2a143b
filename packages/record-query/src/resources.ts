import type { IndexEntry, Predicate, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';

/** The newest version of a resource, and what it is found by. */
export interface CurrentResource {
  readonly version: StoredVersion;
  readonly entries: readonly IndexEntry[];
}

/** What is there to be queried. Deleted resources may be among what it gives; queries pass over them. */
export interface Resources<Resource extends CurrentResource = CurrentResource> {
  /** The newest version of one resource, deleted or not. */
  get(key: ResourceKey): Resource | undefined;
  /** Every type of which there is a resource. */
  types(): Iterable<string>;
  /** The resources of a type that may satisfy a condition: all of them, or fewer where it is known which cannot; never too few. */
  ofType(type: string, where?: Predicate): Iterable<Resource>;
  /** The resources of a type that may refer to this one: all of the type, or fewer; never too few. */
  referring(type: string, target: ResourceKey): Iterable<Resource>;
}

/** `Type/id`. */
export function nameOf({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}
