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
 * - *Durability*: entries are durable when `append` resolves; a rejected append has left none of its entries.
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
  /** Recomputes every chain and compares with heads kept elsewhere. */
  verify(options: { readonly known?: readonly AuditHead[] }): Promise<AuditVerification>;
}
