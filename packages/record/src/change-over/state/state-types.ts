import type { StateStore } from '@baseplate-epr/contracts';

/** What `copyState` copies. */
export interface CopyStateOptions {
  readonly from: Pick<StateStore, 'namespace' | 'namespaces'>;
  readonly to: Pick<StateStore, 'namespace' | 'namespaces'>;
  /** Entries on a page, 1 to 1,000. Default 50; a value may have 1 MiB. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** Called after each namespace, and awaited. */
  onNamespace?(done: CopyStateResult): void | Promise<void>;
}

/** What a copy did. */
export interface CopyStateResult {
  readonly namespaces: number;
  /** Entries looked at in the source. */
  readonly entries: number;
  /** Written to the target, since they were missing there or different; the others are there already. */
  readonly written: number;
  /** Removed from the target, since they are not in the source. */
  readonly deleted: number;
}

/** Which entry, of those that do not expire. */
export interface LastingKey {
  readonly namespace: string;
  readonly key: string;
}

/** What to compare. */
export interface CompareStateOptions {
  readonly left: Pick<StateStore, 'namespace' | 'namespaces'>;
  readonly right: Pick<StateStore, 'namespace' | 'namespaces'>;
  /** Leaves out what expires before this moment, in milliseconds since 1970: one store may have been asked before it, the other after. */
  readonly expiringBefore?: number;
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** How much of a namespace differs. Keys and values are never named: some are secrets of people who are signed in. */
export interface StateDifference {
  readonly namespace: string;
  readonly missingLeft: number;
  readonly missingRight: number;
  /** In both, with another value or expiry. */
  readonly different: number;
}

/** What `compareState` found. Versions of entries are not compared: each store gives its own. */
export interface StateComparison {
  readonly same: boolean;
  readonly entries: { readonly left: number; readonly right: number };
  readonly differences: readonly StateDifference[];
}
