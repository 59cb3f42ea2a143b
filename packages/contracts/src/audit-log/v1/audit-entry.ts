/** Who did it, as the entry keeps it. */
export interface AuditAgent {
  /** Stable id of the person or system. */
  readonly id: string;
  readonly display: string;
  /** Role code acted in. */
  readonly role: string;
  /** ODS code of the organisation acted for. */
  readonly organisation: string;
  /** The digital service acted through; absent for a direct call of the API. */
  readonly service?: string;
}

/**
 * What was done.
 *
 * - `access`: a read or search; durable before the first byte leaves.
 * - `intent`: a write is about to be tried; durable before it is tried.
 * - `outcome`: how the write of the same request ended.
 * - `refusal`: something was asked for and not allowed.
 * - `event`: anything else worth keeping: sign-in, sign-out, start, reconciliation.
 */
export type AuditKind = 'access' | 'intent' | 'outcome' | 'refusal' | 'event';

/** One thing that happened, as its writer tells it. */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly kind: AuditKind;
  /** Ties the entries of one request together. */
  readonly requestId: string;
  /** FHIR restful interaction or other action: `read`, `vread`, `search-type`, `create`, `sign-in` … */
  readonly action: string;
  readonly agent: AuditAgent;
  /** HL7 v3 PurposeOfUse code: `TREAT`, `HOPERAT`, `BTG` … */
  readonly purposeOfUse: string;
  /** Logical ids of every patient disclosed or written about, each once, ordered. */
  readonly patients: readonly string[];
  /**
   * Resources touched, as `Type/id` or `Type/id/_history/versionId`; may be cut at 1,000, then `resourceCount` tells all. The list is not changed
   * once the entry has been given to a log.
   */
  readonly resources: readonly string[];
  readonly resourceCount: number;
  /** For `outcome`, `refusal` and `event`. */
  readonly outcome?: 'success' | 'failure' | 'unknown';
  /** Names of search parameters used, operation names, error codes; never values. */
  readonly detail?: string;
}

/** An entry in its place in the chain. */
export interface ChainedAuditEntry extends AuditEntry {
  /** The chain it belongs to. One per writing process. */
  readonly writer: string;
  /** 1, 2, 3 … within the chain. */
  readonly sequence: number;
  /**
   * Lower-case hex SHA-256 over the hash before (64 zeros for the first), U+000A, and the canonical JSON of the entry with
   * writer and sequence (keys sorted by code unit, no white space, absent members left out), as UTF-8.
   */
  readonly hash: string;
}
