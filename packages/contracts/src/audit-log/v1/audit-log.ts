import type { Module } from '../../module/module.ts';
import type { AuditEntry, AuditKind, ChainedAuditEntry } from './audit-entry.ts';

/** Entries to read. Every given condition must hold. */
export interface AuditQuery {
  readonly patient?: string;
  readonly agent?: string;
  readonly requestId?: string;
  readonly kinds?: readonly AuditKind[];
  /** `[low, high)` in milliseconds since 1970. */
  readonly time?: { readonly low?: number; readonly high?: number };
  /** Only intents that have no outcome of the same request. */
  readonly unresolved?: boolean;
  /** 1 to 10,000. */
  readonly limit: number;
  readonly cursor?: string;
}

/** One page, oldest first by time, then writer, then sequence. */
export interface AuditPage {
  readonly entries: readonly ChainedAuditEntry[];
  readonly next?: string;
}

/** The end of a chain at some moment. Kept elsewhere and signed, it reveals a cut tail or a recomputed chain later. */
export interface AuditHead {
  readonly writer: string;
  readonly sequence: number;
  readonly hash: string;
}

/** Where an entry stands. */
export interface AuditPlace {
  readonly writer: string;
  readonly sequence: number;
}

/** Which entries to read in the order of their chains. */
export interface AuditChainsOptions {
  /** Go on after this place, whether or not there is an entry; sequence 0 is before the first of a chain. Absent: from the beginning. */
  readonly after?: AuditPlace;
  /** 1 to 10,000. */
  readonly limit: number;
}

/** Entries of all chains, ordered bytewise by writer, then by sequence. */
export interface AuditChainsPage {
  /** At most as many as the limit; fewer where entries are large, so that a page is of bounded size. At least one, if there is one. */
  readonly entries: readonly ChainedAuditEntry[];
  /** Present if there are further entries. */
  readonly next?: AuditPlace;
}

/** Entries of other logs to take over as they are, for change-over and restore. */
export interface AuditLoadOptions {
  /**
   * Those of one chain in its order, each the one after the entry before it, which is there already or in this call. Chains may be
   * mixed. All or nothing per call.
   */
  readonly entries: readonly ChainedAuditEntry[];
}

/** What a load did. */
export interface AuditLoadResult {
  readonly loaded: number;
  /** Already there, identical. */
  readonly present: number;
}

/** What verification found. */
export interface AuditVerification {
  readonly intact: boolean;
  /** Entries checked. */
  readonly entries: number;
  /** Chains checked, with their ends now. */
  readonly heads: readonly AuditHead[];
  /** The first broken link of each broken chain. */
  readonly faults: readonly AuditFault[];
}

/** A broken link. */
export interface AuditFault {
  readonly writer: string;
  readonly sequence: number;
  /** `changed`: the entry does not have its hash. `missing`: the number is not there. `cut`: shorter than a known head; the number is the first one gone. `replaced`: other hash than a known head. */
  readonly fault: 'changed' | 'missing' | 'cut' | 'replaced';
}

/**
 * **audit-log**, version 1: append-only and hash-chained.
 *
 * A log holds one chain for each start of a process that wrote into it, and the chains of other logs that were loaded. Both are
 * read, found and verified in the same way.
 *
 * - *Durability*: entries are durable when `append` or `load` resolves. A rejected call has left none of its entries; only where the
 *   answer of a server was lost on the way (`storage-unavailable`) it may have left all of them, in their place.
 * - *Ordering*: the entries of one call stand in its order and side by side in this process's chain.
 * - *Grouping*: concurrent appends share one durable write, begun as soon as the one before is down, never by a timer.
 * - *Concurrency*: any number of calls at once; one chain per started module, so processes do not wait for each other.
 */
export interface AuditLog extends Module {
  readonly contract: 'audit-log';
  readonly contractVersion: 1;
  /**
   * Without entries nothing is written, and the head is the chain's end now (sequence 0 and 64 zeros before its first entry).
   * @throws BaseplateError `input-invalid` if an entry is not of the described form; `storage-unavailable`.
   */
  append(options: { readonly entries: readonly AuditEntry[] }): Promise<{ readonly head: AuditHead }>;
  /** @throws BaseplateError `query-invalid` if the limit or cursor is not as described. */
  read(query: AuditQuery): Promise<AuditPage>;
  /** The ends of all chains that have an entry, ordered by writer. */
  heads(): Promise<{ readonly heads: readonly AuditHead[] }>;
  /**
   * Reads entries in the order of their chains, so that they can be loaded into another log. What is appended meanwhile is on a
   * later page if it stands after the place that was reached; the rest is found by going on from the ends that the other log has.
   * @throws BaseplateError `query-invalid` if the limit is not as described.
   */
  chains(options: AuditChainsOptions): Promise<AuditChainsPage>;
  /**
   * Takes over entries with their place and hash, each verified against the hash before it. Idempotent. Never for a chain that some
   * running process appends to.
   * @throws BaseplateError `input-invalid` if an entry is not of the described form; `load-conflict` if one does not have its hash,
   * has none before it, differs from the one that is there, or is of this process's own chain; `storage-unavailable`.
   */
  load(options: AuditLoadOptions): Promise<AuditLoadResult>;
  /** Recomputes every chain and compares with heads kept elsewhere. In constant memory, and while others append. */
  verify(options: { readonly known?: readonly AuditHead[] }): Promise<AuditVerification>;
}
