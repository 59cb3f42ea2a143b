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
  /** One that has passed already is no error: the entry that was there is gone then. */
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
  /** Present if there are further entries: where `after` of the next page is to be. */
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
   * @throws BaseplateError `quota-exceeded` (nothing is written), `input-invalid` (key, value or expiry not as described),
   * `storage-unavailable`, as from any other method of this store that reads or writes.
   */
  set(options: SetOptions): Promise<SetResult>;
  /** True if there was an entry, with that version if one is given. */
  delete(options: { readonly key: string; readonly ifVersion?: string }): Promise<{ readonly deleted: boolean }>;
  /** Deletes every key with this prefix (all, if it is empty), atomically. */
  clear(options: { readonly prefix: string }): Promise<{ readonly deleted: number }>;
  /** Entries whose keys come after `after`, which need not be there. `limit` is 1 to 1,000, otherwise `query-invalid`. */
  list(options: { readonly prefix?: string; readonly after?: string; readonly limit: number }): Promise<StatePage>;
}

/** Which namespace, and how much it may hold. */
export interface NamespaceOptions {
  /** 1 to 200 characters of `a-z 0-9 - . / @`. */
  readonly name: string;
  /**
   * Sum of UTF-8 bytes of keys and values; expired entries do not count, nor does what a write takes the
   * place of. Each write is judged by the quota that its own namespace was asked for with. Default 64 MiB.
   */
  readonly quota?: number;
}

/**
 * **state-store**, version 1: a small key-value store for what is not the record: sessions, drafts, cursors, jobs, breakers.
 *
 * - *Durability*: an acknowledged write survives `kill -9` and loss of power.
 * - *Concurrency*: calls are linearisable per key; of two compare-and-sets with the same version exactly one is written.
 * - *Processes*: the same place is open in several at once, on several machines where it can be reached from them: in those that serve, and in every command beside them,
 *   `baseplate token` for one. All of the above holds among all of them: what one has acknowledged the others see at their next call, so nothing
 *   is answered out of what a process remembers, and a start disturbs nobody.
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
