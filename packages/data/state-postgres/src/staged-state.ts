import type { StateEntry } from '@baseplate-epr/contracts';

/** An entry as a transaction sees it. */
export interface HeldEntry {
  readonly version: string;
  readonly expiresAt: number | undefined;
  /** UTF-8 bytes of key and value. */
  readonly bytes: number;
  /** Undefined where nobody asked for it. */
  readonly value: string | undefined;
}

/** What a transaction found, and what it has changed so far. */
export interface StagedState {
  /** What is there, expired or not. */
  held(namespace: string, key: string): HeldEntry | undefined;
  /** What is there at this moment, for callers. */
  live(namespace: string, key: string, now: number): StateEntry | undefined;
  put(namespace: string, key: string, entry: HeldEntry & { readonly value: string }): void;
  remove(namespace: string, key: string): void;
  /** UTF-8 bytes that a namespace holds, expired entries included until they are swept. */
  bytesIn(namespace: string): number;
  /** Takes note of bytes that were removed behind its back. */
  release(namespace: string, bytes: number): void;
  /**
   * Removes what this transaction itself has put and is expired, and forgets what it found expired, which whoever calls this deletes
   * and releases.
   */
  sweep(namespace: string, now: number): void;
  readonly changes: StagedChanges;
}

/** What is to be written. */
export interface StagedChanges {
  /** By namespace and key; undefined stands for a removal. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, (HeldEntry & { readonly value: string }) | undefined>>;
  /** By namespace. */
  readonly bytes: ReadonlyMap<string, number>;
}

/** Begins with what a transaction found in the namespaces it holds. */
export function stageState(
  found: ReadonlyMap<string, Map<string, HeldEntry>>,
  counts: ReadonlyMap<string, number>,
): StagedState {
  const entries = new Map<string, Map<string, (HeldEntry & { readonly value: string }) | undefined>>();
  const bytes = new Map<string, number>();
  const changed = (namespace: string) => {
    const there = entries.get(namespace);
    if (there !== undefined) return there;
    const made = new Map<string, (HeldEntry & { readonly value: string }) | undefined>();
    entries.set(namespace, made);
    return made;
  };
  const bytesIn = (namespace: string): number => bytes.get(namespace) ?? counts.get(namespace) ?? 0;
  const held = (namespace: string, key: string): HeldEntry | undefined => {
    const staged = entries.get(namespace);
    return staged?.has(key) ? staged.get(key) : found.get(namespace)?.get(key);
  };
  const release = (namespace: string, released: number): void => {
    bytes.set(namespace, bytesIn(namespace) - released);
  };
  const remove = (namespace: string, key: string): void => {
    release(namespace, held(namespace, key)?.bytes ?? 0);
    changed(namespace).set(key, undefined);
  };
  return {
    held,
    live(namespace, key, now) {
      const entry = held(namespace, key);
      if (entry === undefined || hasExpired(entry, now)) return undefined;
      const { value = '', version, expiresAt } = entry;
      return { key, value, version, ...(expiresAt === undefined ? {} : { expiresAt }) };
    },
    put(namespace, key, entry) {
      release(namespace, (held(namespace, key)?.bytes ?? 0) - entry.bytes);
      changed(namespace).set(key, entry);
    },
    remove,
    bytesIn,
    release,
    sweep(namespace, now) {
      const staged = entries.get(namespace);
      const there = found.get(namespace);
      for (const [key, entry] of staged ?? []) if (hasExpired(entry, now)) remove(namespace, key);
      for (const [key, entry] of there ?? []) if (hasExpired(entry, now) && !staged?.has(key)) there?.delete(key);
    },
    changes: { entries, bytes },
  };
}

const hasExpired = (entry: HeldEntry | undefined, now: number): boolean =>
  entry?.expiresAt !== undefined && now > entry.expiresAt;
