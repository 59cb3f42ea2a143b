import type { DocumentStore, Sha256 } from '@baseplate-epr/contracts';
import type { Side } from '../comparison-types.ts';

/** A document that could not be taken over, or read, and why. */
export interface DocumentFailure {
  readonly sha256: Sha256;
  /** For a person, free of patient data. */
  readonly reason: string;
}

/** What {@link copyDocuments} copies. */
export interface CopyDocumentsOptions {
  readonly from: Pick<DocumentStore, 'list' | 'get'>;
  readonly to: Pick<DocumentStore, 'head' | 'put'>;
  /** Where an earlier run stopped; absent or empty means from the beginning. */
  readonly after?: string;
  /** Documents on a page, 1 to 10,000. Default 200. */
  readonly limit?: number;
  /** Documents copied at once. Default 4. */
  readonly atOnce?: number;
  readonly signal?: AbortSignal;
  /** Called when everything of a page is durable in the target, and awaited; if it throws, so does the copy. */
  onPage?(page: CopiedDocuments): void | Promise<void>;
}

/** What one page did, and where the copy stands after it. */
export interface CopiedDocuments {
  readonly cursor: string;
  /** Documents looked at. Of those: copied now, there already, and deleted from the source meanwhile. */
  readonly documents: number;
  readonly copied: number;
  readonly present: number;
  readonly gone: number;
  /** Bytes of those copied now. */
  readonly bytes: number;
  /** What the source could not read whole, or the target refused. */
  readonly failed: readonly DocumentFailure[];
}

/** What a copy did, all pages together; failures were named to `onPage`. */
export type CopyDocumentsResult = Omit<CopiedDocuments, 'failed'> & { readonly failed: number };

/** One document that is not the same in both stores. */
export type DocumentDifference =
  | { readonly kind: 'missing'; readonly missingIn: Side; readonly sha256: Sha256; readonly size: number }
  | { readonly kind: 'size'; readonly sha256: Sha256; readonly left: number; readonly right: number }
  | { readonly kind: 'unreadable'; readonly side: Side; readonly sha256: Sha256; readonly reason: string };

/** What to compare. */
export interface CompareDocumentsOptions {
  readonly left: Pick<DocumentStore, 'list' | 'get'>;
  readonly right: Pick<DocumentStore, 'list' | 'get'>;
  /** Read every document in both stores and hash its bytes, instead of trusting the lists. Default: false. */
  readonly every?: boolean;
  /** So many differences are named. Default 10,000. */
  readonly differenceLimit?: number;
  readonly signal?: AbortSignal;
  /** Called now and then. */
  onProgress?(progress: { readonly documents: number; readonly bytes: number }): void;
}

/** What {@link compareDocuments} found. */
export interface DocumentComparison {
  readonly same: boolean;
  readonly documents: { readonly left: number; readonly right: number };
  readonly bytes: { readonly left: number; readonly right: number };
  readonly differences: readonly DocumentDifference[];
  /** False if there are more differences than were asked for. */
  readonly complete: boolean;
}
