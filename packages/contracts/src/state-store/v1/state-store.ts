import type { Module } from '../../module/module.ts';

/** One value. */
export interface StateEntry {
  /** 1 to 512 UTF-8 bytes. */
  readonly key: string;
  /** Text (no lone surrogates, as in the key), usually JSON; at most 1 MiB of UTF-8. */
  readonly value: string;
  /** Changes with every write of this key, also after deletion. Compare for equality only. */
  readonly version: string;
  /** Milliseconds since 1970; the entry is there at that moment and gone after it. A whole number; absent means never. */
  readonly expiresAt?: number;
}

/** A write. */
export interface SetOptions {
  readonly key: string;
  readonly value: string;
  readonly expiresAt?: number;
  /** Compare-and-set: write only if the entry has this version, or, with `null`, only if there is none. Absent: always. */
  readonly ifVersion?: string | null;
}

/** How a write or deletion ended. */
export type SetResult =
  | { readonly outcome: 'written'; readonly version: string }
  | { readonly outcome: 'conflict'; readonly current?: StateEntry };

/** One page of entries, ordered bytewise by key. */
export interface StatePage {
  readonly entries: readonly StateEntry[];
  readonly next?: string;
}

/**
 * The part of a state store that belongs to one module or purpose. Nothing in it is visible from another namespace.
 */
export interface StateNamespace {
  /** `undefined` if there is none, or it has expired by the injected clock. */
  get(options: { readonly key: string }): Promise<StateEntry | undefined>;
  /**
   * A conflict is told before an exceeded quota.
   * @throws BaseplateError `quota-exceeded` (nothing is written), `input-invalid` (key, value or expiry not as described).
   */
  set(options: SetOptions): Promise<SetResult>;
  /** True if there was an entry, with that version if one is given. */
  delete(options: { readonly key: string; readonly ifVersion?: string }): Promise<{ readonly deleted: boolean }>;
  /** Deletes every key with this prefix (all, if it is empty), atomically. */
  clear(options: { readonly prefix: string }): Promise<{ readonly deleted: number }>;
  /** `limit` is 1 to 1,000, otherwise `query-invalid`. */
  list(options: { readonly prefix?: string; readonly after?: string; readonly limit: number }): Promise<StatePage>;
}

/** Which namespace, and how much it may hold. */
export interface NamespaceOptions {
  /** 1 to 200 characters of `a-z 0-9 - . / @`. */
  readonly name: string;
  /** Sum of UTF-8 bytes of keys and values; expired entries do not count. Default 64 MiB. */
  readonly quota?: number;
}

/**
 * **state-store**, version 1: a small key-value store for what is not the record: sessions, drafts, cursors, jobs, breakers.
 *
 * - *Durability*: an acknowledged write survives `kill -9` and loss of power.
 * - *Concurrency*: calls are linearisable per key; of two compare-and-sets with the same version exactly one is written.
 */
export interface StateStore extends Module {
  readonly contract: 'state-store';
  readonly contractVersion: 1;
  /**
   * The same name gives the same entries. Makes nothing until the first write.
   * @throws BaseplateError `input-invalid` if the name or quota is not as described.
   */
  namespace(options: NamespaceOptions): StateNamespace;
  /** Names of namespaces that hold something, ordered bytewise, for moving and backing up. */
  namespaces(): Promise<{ readonly names: readonly string[] }>;
}
