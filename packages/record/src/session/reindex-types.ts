import type { ResourceKey } from '@baseplate-epr/contracts';

/** How to go on with an indexing. */
export interface ReindexOptions {
  /** Work for so long, then answer; the next call goes on. 0 only begins. */
  readonly milliseconds?: number;
  /** Index every resource, needed or not, e.g. when a store's index is in doubt. */
  readonly everything?: boolean;
}

/** How an indexing stands. */
export interface ReindexReport {
  /**
   * `complete`: every resource is indexed by everything there is to search by. `running`: begun, and to be gone on with. `due`: there is
   * something to index that was not begun, or could not be finished because of failures.
   */
  readonly state: 'complete' | 'running' | 'due';
  /** Resources looked at by the indexing under way, or the last one. */
  readonly done: number;
  /** About how many there are. */
  readonly total: number;
  /** Resources that could not be indexed. While there are any, nothing new is offered. */
  readonly failed: number;
  /** The first of them; only types the caller may read whole. */
  readonly failures: readonly ResourceKey[];
  /** Search parameters that are not offered until it is complete. */
  readonly waiting: number;
  /** This release, or its options, index otherwise than the record is. */
  readonly rules: boolean;
  /** Since it began, or that it took; absent if there was none yet. */
  readonly milliseconds?: number;
}
