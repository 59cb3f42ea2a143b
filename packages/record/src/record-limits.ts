/** Bounds on what one request may cost. Every one may be set; what is left out has the default of {@link defaultLimits}. */
export interface RecordLimits {
  /**
   * UTF-16 code units of JSON in one resource, but for those that hold whole collections. Reading, validating and indexing one takes a
   * thread that everybody waits for, some tenths of a second at the default. The host bounds the bytes of a body as well.
   */
  readonly resourceLength: number;
  /**
   * Index entries that the values of one resource may come to; more is 413. Making, handing over and storing them takes longer than all else that is done
   * with a resource, the last in a thread that every writer waits for. Of a type that may be longer there may be as many more.
   */
  readonly indexEntries: number;
  /**
   * UTF-16 code units of JSON in a batch or transaction, in what the patches of a transaction make together, and in one Bundle, Binary, CodeSystem,
   * ValueSet or ConceptMap.
   */
  readonly bundleLength: number;
  /** Bytes of one raw binary upload. */
  readonly binaryBytes: number;
  /** Nesting of objects and arrays in a body. */
  readonly depth: number;
  /** Entries in one batch or transaction. */
  readonly bundleEntries: number;
  /** UTF-16 code units of the resources on one page, and of what the reading entries of one batch or transaction bring together, with what is said of them. */
  readonly answerLength: number;
  /**
   * Milliseconds for which the reading entries of one batch or transaction may read together; what is read at once counts once. An entry that comes
   * later is refused as too costly; one that has begun is finished, and what writes is not affected.
   */
  readonly bundleReadingTime: number;
  /**
   * Resources that one conditional delete may delete. With 1, the default, several matches are refused and `/metadata` says
   * `conditionalDelete: single`; with more it says `multiple` (R4 §3.1.0.7.1), and what goes beyond is refused as a whole.
   */
  readonly conditionalDeletes: number;
  /** Operations in one patch. */
  readonly patchOperations: number;
  /** Elements that the operations of one patch may look at together, those that criteria in paths are evaluated on included; more is 422. */
  readonly patchVisits: number;
  /** Matches on a page when the caller names no `_count`. */
  readonly defaultCount: number;
  /** Matches on a page at most; a larger `_count` is lowered to it, as R4 §3.1.1.5.7 allows. */
  readonly maximumCount: number;
  /** Resources added to a page by includes at most; more is refused as too costly. */
  readonly includeLimit: number;
  /** Comparisons, hops of chains and ids that the parameters of one search come to; more is refused. */
  readonly searchConditions: number;
  /** Codes that one value set or hierarchy in a search may stand for, or places; more is refused as too costly. */
  readonly searchCodes: number;
  /** Value sets, codes and places whose hierarchies one search may name; more is refused as too costly. */
  readonly searchLookUps: number;
  /** Concepts of all CodeSystems together that are read for one search; more is refused as too costly. */
  readonly codeSystemConcepts: number;
  /** Times a write is tried again after another writer was faster and the caller named no version. */
  readonly commitAttempts: number;
  /** Audit entries between two signed checkpoints. */
  readonly checkpointEvery: number;
}

/** The defaults: 4 Mi and 100,000 index entries a resource, 64 Mi a bundle, 1 GiB a binary, 64 levels, 20,000 entries, 64 Mi a page, 60 s of reading a bundle, 1,000 operations a patch that look at 1,000,000 elements, pages of 50 (at most 1,000). */
export const defaultLimits: RecordLimits = {
  resourceLength: 4 * 1024 * 1024,
  indexEntries: 100_000,
  bundleLength: 64 * 1024 * 1024,
  binaryBytes: 1024 * 1024 * 1024,
  depth: 64,
  bundleEntries: 20_000,
  answerLength: 64 * 1024 * 1024,
  bundleReadingTime: 60_000,
  conditionalDeletes: 1,
  patchOperations: 1000,
  patchVisits: 1_000_000,
  defaultCount: 50,
  maximumCount: 1000,
  includeLimit: 10_000,
  searchConditions: 5000,
  searchCodes: 1000,
  searchLookUps: 20,
  codeSystemConcepts: 100_000,
  commitAttempts: 10,
  checkpointEvery: 10_000,
};
