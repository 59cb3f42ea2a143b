import type { Compartment, RecordStore, ResourceKey } from '@baseplate-epr/contracts';

/** A version that went over into a store with numbers of its own. */
export interface TakenVersion extends ResourceKey {
  /** The number by which the record knows it. */
  readonly versionId: string;
  /** What the store calls it; `0` of the deletion of a resource that it never had. */
  readonly own: string;
  /** When it was written, in milliseconds since 1970: the store knows only when it was taken over. */
  readonly lastUpdated: number;
  readonly deleted: boolean;
  /** Of a deletion that the store never had. */
  readonly compartments?: readonly Compartment[];
}

/** How a record goes on in a store that gives numbers and times of its own. */
export interface Continuation {
  /** The newest version of a resource that went over; `undefined` of one that was written to the store itself. */
  taken(key: ResourceKey): TakenVersion | undefined;
  /** The store that has every version until then, and may have later ones as well. */
  earlier(): Promise<RecordStore>;
  /** Every version of the earlier store until then is older than this, in milliseconds since 1970; none that follows is shown as older. */
  readonly since: number;
  /** The same by the times that the store itself gives: from then on its versions are the record's. */
  readonly ownSince: number;
  /** Where `changes` of the store itself stood then. */
  readonly ownCursor: string;
}
