import type { RecordIssue } from '../error/record-issue.ts';
import type { BundleAnswer, BundleOptions } from './bundle-types.ts';
import type { ChangeMetaOptions, MetaAnswer } from './meta-types.ts';
import type { RecordVersion, WriteResult } from './record-version.ts';
import type { ReindexOptions, ReindexReport } from './reindex-types.ts';
import type {
  EverythingOptions,
  HistoryAnswer,
  RecordHistoryOptions,
  SearchAnswer,
  SearchOptions,
} from './search-types.ts';
import type {
  BinaryContent,
  ConditionalDeleteOptions,
  ConditionalPatchOptions,
  ConditionalUpdateOptions,
  CreateOptions,
  DeleteOptions,
  PatchOptions,
  PutBinaryOptions,
  UpdateOptions,
  ValidateOptions,
} from './write-types.ts';

/** What a read asks for. */
export interface RecordReadOptions {
  readonly type: string;
  readonly id: string;
  /** Given: that version (vread). Absent: the current one. */
  readonly versionId?: string;
}

/**
 * The record as one request of one caller sees it.
 *
 * Each call checks access (role ∩ token ∩ service), leaves its audit entry durable, and only then answers. What the caller
 * may not see does not exist for it: it is missing from pages, totals, includes, chains and conditional matches, and reading
 * it answers 404; a type it may not touch at all answers 403.
 *
 * Failures are {@link RecordError}s, except those that say nothing about the request (`storage-unavailable`, `store-fenced`,
 * `cancelled`). Calls may run concurrently. What is given out is what was stored, to the digit.
 */
export interface RecordSession {
  /** @throws RecordError 403, 404 (unknown, or not visible), 410 (deleted) */
  read(options: RecordReadOptions): Promise<RecordVersion>;
  /** @throws RecordError 400 (cursor), 403, 404 (instance history of what is unknown or not visible) */
  history(options: RecordHistoryOptions): Promise<HistoryAnswer>;
  /** @throws RecordError 400 (parameters, cursor), 403 (no access to any of the types) */
  search(options: SearchOptions): Promise<SearchAnswer>;
  /** @throws RecordError 403, 404 (patient not visible), 410 */
  everything(options: EverythingOptions): Promise<SearchAnswer>;
  /** @throws RecordError 400 (not JSON, not the type), 403, 412, 413, 422 (not valid) */
  create(options: CreateOptions): Promise<WriteResult>;
  /**
   * Security labels and tags of the version before stay, whether the update lists them or not; see {@link RecordSession.changeMeta}.
   * @throws RecordError 400, 403, 404 (there, but not visible), 409 (lost every race), 412, 413, 422
   */
  update(options: UpdateOptions): Promise<WriteResult>;
  /** @throws RecordError as {@link RecordSession.update} */
  conditionalUpdate(options: ConditionalUpdateOptions): Promise<WriteResult>;
  /**
   * Changes a resource by a patch. Besides updating it the caller must be allowed to read it: a patch tells what it finds.
   * @throws RecordError 400 (no patch), 403, 404, 405 (a Binary), 409 (does not fit the resource as it is, or lost every race),
   * 410, 412, 413, 422 (never applicable, or the result is not valid)
   */
  patch(options: PatchOptions): Promise<WriteResult>;
  /** @throws RecordError as {@link RecordSession.patch} */
  conditionalPatch(options: ConditionalPatchOptions): Promise<WriteResult>;
  /** @throws RecordError 403 (visible, but not to be deleted), 409, 412; deleting what is not there, or not visible, succeeds and does nothing */
  delete(options: DeleteOptions): Promise<WriteResult>;
  /** @throws RecordError 400, 403, 412 */
  conditionalDelete(options: ConditionalDeleteOptions): Promise<WriteResult>;
  /** The meta of the newest version. @throws RecordError as {@link RecordSession.read} */
  meta(options: { readonly type: string; readonly id: string }): Promise<MetaAnswer>;
  /**
   * Adds profiles, security labels and tags to a resource, or takes them from it, as a new version: this record never changes one. What is
   * there already, or is not there to be taken, is no error; if nothing changes there is no new version. The caller must be allowed to read and
   * to update the resource as it is and as it becomes.
   * @throws RecordError 400 (no such meta), 403, 404, 409 (lost every race), 410, 412, 413, 422
   */
  changeMeta(options: ChangeMetaOptions): Promise<MetaAnswer>;
  /**
   * Carries out a transaction (one store commit, all or nothing) or a batch (each entry by itself), in the order DELETE,
   * POST, PUT, GET of R4 §3.1.0.11.2.
   * @throws RecordError for a body that is no such bundle, and for a transaction that fails; then nothing was written.
   */
  bundle(options: BundleOptions): Promise<BundleAnswer>;
  /**
   * Validates without writing: against R4, the profiles in force, and R4's own where the resource claims them. Also tells warnings, and
   * what could not be checked. Never throws for an invalid resource: the issues say it. Needs no access, discloses nothing.
   */
  validate(options: ValidateOptions): Promise<{ readonly issues: readonly RecordIssue[] }>;
  /** Keeps raw bytes as a Binary. The stream is consumed, or cancelled on failure. @throws RecordError as update; 413 */
  putBinary(options: PutBinaryOptions): Promise<WriteResult>;
  /** Reads a Binary's bytes as a stream. @throws RecordError as {@link RecordSession.read} */
  readBinary(options: { readonly id: string; readonly versionId?: string }): Promise<BinaryContent>;
  /**
   * Goes on for a while with indexing the record by its search parameters of now, and says how far it has come. Begins if something is
   * due; does nothing if nothing is. Every step is journalled: it may end at any moment, be called again by anybody, and by several
   * at once, who then share the work of one. Once it is complete, new parameters are offered.
   * @throws RecordError 403 unless the caller may update every SearchParameter
   */
  reindex(options: ReindexOptions): Promise<ReindexReport>;
  /** Says how the indexing stands, and does nothing. @throws RecordError 403 likewise */
  reindexing(options: object): Promise<ReindexReport>;
  /** Whether the caller may use this interaction on this type at all; for CapabilityStatements and screens. */
  permits(options: { readonly type: string; readonly interaction: Interaction }): boolean;
}

/** The letters of SMART App Launch v2 scopes (§3.0.2): create, read (also vread and history), update (also patch), delete, search. */
export type Interaction = 'create' | 'read' | 'update' | 'delete' | 'search';
