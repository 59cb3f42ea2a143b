import type { RecordIssue } from '../error/record-issue.ts';
import type { RecordVersion } from './record-version.ts';
import type { HistoryAnswer, SearchAnswer } from './search-types.ts';

/** A batch or transaction to carry out. */
export interface BundleOptions {
  /** A Bundle of type `batch` or `transaction` as JSON; in UTF-8, which must be well-formed, its entries need not all be taken apart at once. */
  readonly text: string | Uint8Array;
  /**
   * Carries out an entry whose URL names an operation, and answers what its own request would be answered; without it such entries are
   * refused. In a transaction operations come after what is written, with the reads, so they must not write. It throws as the
   * session does.
   */
  readonly operation?: (entry: OperationEntry) => Promise<{ readonly status: number; readonly text?: string }>;
  /**
   * Looks at the request of each entry that reads one resource or writes, before anything is written: what could not be answered must
   * not be done. What it throws is the entry's failure: it refuses a transaction whole, and in a batch that entry.
   */
  readonly check?: CheckEntry;
}

/** Throws for an entry that cannot be answered as it asks. */
export type CheckEntry = (request: BundleEntryResult['request']) => void;

/** An entry of a batch or transaction that calls an operation. */
export interface OperationEntry {
  readonly method: 'GET' | 'POST';
  /** Relative to the FHIR base, with its query: `Patient/x/$everything?_count=10`. */
  readonly url: string;
  /** The entry's resource, as JSON. */
  readonly text?: string;
}

/** What became of a batch or transaction; one result per entry, in the order of the request's entries. */
export interface BundleAnswer {
  readonly type: 'transaction-response' | 'batch-response';
  readonly entries: readonly BundleEntryResult[];
}

/** What became of one entry; the members of `Bundle.entry.response` and what belongs beside it. */
export interface BundleEntryResult {
  /** HTTP status. */
  readonly status: number;
  /** Relative to the FHIR base: `Patient/x/_history/1`. For writes. */
  readonly location?: string;
  /** `W/"1"`. */
  readonly etag?: string;
  /** Milliseconds since 1970. */
  readonly lastModified?: number;
  /** Present if there is anything to say; for a failed batch entry it says why. */
  readonly issues?: readonly RecordIssue[];
  /** What the entry's GET or write gives: a version, or a page that the caller makes a Bundle of. */
  readonly result?:
    | { readonly kind: 'version'; readonly version: RecordVersion }
    /** What an operation answered, as JSON. */
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'search'; readonly answer: SearchAnswer }
    | { readonly kind: 'history'; readonly answer: HistoryAnswer };
  /** The entry's request as given, for building links: method and URL. */
  readonly request: { readonly method: string; readonly url: string };
}
