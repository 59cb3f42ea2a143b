/** Bounds on what one request may cost. Every one may be set; what is left out has the default of {@link defaultLimits}. */
export interface RecordLimits {
  /** Bytes of UTF-8 in one resource that is not a bundle. */
  readonly resourceBytes: number;
  /** Bytes of UTF-8 in a batch or transaction. */
  readonly bundleBytes: number;
  /** Bytes of one raw binary upload. */
  readonly binaryBytes: number;
  /** Nesting of objects and arrays in a body. */
  readonly depth: number;
  /** Entries in one batch or transaction. */
  readonly bundleEntries: number;
  /** Matches on a page when the caller names no `_count`. */
  readonly defaultCount: number;
  /** Matches on a page at most; a larger `_count` is lowered to it, as R4 §3.1.1.5.7 allows. */
  readonly maximumCount: number;
  /** Resources added to a page by includes at most; more is refused as too costly. */
  readonly includeLimit: number;
  /** Times a write without `If-Match` is tried again after another writer was faster. */
  readonly commitAttempts: number;
  /** Entries between two signed audit checkpoints. */
  readonly checkpointEvery: number;
}

/** The defaults: 20 MiB a resource, 100 MiB a bundle, 1 GiB a binary, 64 levels, 20,000 entries, pages of 50 (at most 1,000). */
export const defaultLimits: RecordLimits = {
  resourceBytes: 20 * 1024 * 1024,
  bundleBytes: 100 * 1024 * 1024,
  binaryBytes: 1024 * 1024 * 1024,
  depth: 64,
  bundleEntries: 20_000,
  defaultCount: 50,
  maximumCount: 1000,
  includeLimit: 10_000,
  commitAttempts: 8,
  checkpointEvery: 10_000,
};
