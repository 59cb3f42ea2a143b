import type { Module } from '../../module/module.ts';

/** Names a document: lower-case hex SHA-256 of its bytes. Anything of another form names no document, and is no error. */
export type Sha256 = string;

/** Bytes to keep. */
export interface PutOptions {
  readonly content: ReadableStream<Uint8Array>;
  /** If given, other bytes are refused with `content-mismatch` and nothing is kept. */
  readonly sha256?: Sha256;
  /** Largest number of bytes accepted; more is refused with `limit-exceeded` and nothing is kept. */
  readonly limit?: number;
}

/** What is known of a document without reading it. */
export interface DocumentDescription {
  readonly sha256: Sha256;
  /** Bytes. */
  readonly size: number;
}

/** What to read. */
export interface GetOptions {
  readonly sha256: Sha256;
  /**
   * Bytes `[start, end)`; `end` absent means to the end. Satisfiable if `0 ≤ start ≤ end ≤ size`, so an empty range within the
   * document is; anything else is `range-unsatisfiable`.
   */
  readonly range?: { readonly start: number; readonly end?: number };
}

/** A document being read. Its size is the whole document's, also if only a range is read. */
export interface DocumentContent extends DocumentDescription {
  /** Errors (with `storage-corrupt`) rather than ending early if the stored bytes are fewer, or, read whole, other than put. */
  readonly content: ReadableStream<Uint8Array>;
}

/** One page of documents, ordered bytewise by digest. */
export interface DocumentPage {
  readonly documents: readonly DocumentDescription[];
  /** Present if there are further documents: where `after` of the next page is to be. */
  readonly next?: string;
}

/**
 * **document-store**, version 1: keeps bytes by their SHA-256.
 *
 * - *Durability*: an acknowledged `put` survives `kill -9` and loss of power.
 * - *Atomicity*: a half-written document is never visible to `get`, `head` or `list`, and is cleared away at a
 *   later start, as soon as no process can be putting it any more.
 * - *Idempotence*: putting the same bytes again changes nothing; deleting what is not there succeeds.
 * - *Concurrency*: any number of calls at once; two puts of the same bytes both succeed. A reader that has begun is not
 *   disturbed by a delete.
 * - *Processes*: the same place is open in several at once, on several machines where it can be reached from them: in those that serve, and
 *   in every command beside them. All of this holds among all of them, and a start beside a put does not disturb it.
 * - *Memory*: no method holds a whole document in memory.
 */
export interface DocumentStore extends Module {
  readonly contract: 'document-store';
  readonly contractVersion: 1;
  /** @throws BaseplateError `content-mismatch`, `limit-exceeded`; or whatever the given stream errors with. Nothing is kept then. */
  put(options: PutOptions): Promise<DocumentDescription>;
  /** @throws BaseplateError `not-found`, `range-unsatisfiable`; `storage-corrupt` where damage shows before the first byte. */
  get(options: GetOptions): Promise<DocumentContent>;
  /** `undefined` if there is no such document. */
  head(options: { readonly sha256: Sha256 }): Promise<DocumentDescription | undefined>;
  /** True if it was there. */
  delete(options: { readonly sha256: Sha256 }): Promise<{ readonly deleted: boolean }>;
  /** Pages through everything kept: documents after `after`, which need not be there; `limit` is 1 to 10,000, otherwise `query-invalid`. */
  list(options: { readonly after?: string; readonly limit: number }): Promise<DocumentPage>;
}
