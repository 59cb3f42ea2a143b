import type { Capability, Module } from '../../module/module.ts';
import type {
  ChangesOptions,
  ChangesResult,
  DigestOptions,
  DigestResult,
  HistoryOptions,
  HistoryResult,
  IndexOptions,
  IndexResult,
  LoadOptions,
  LoadResult,
} from './change.ts';
import type { CommitOptions, CommitResult } from './commit.ts';
import type { Query, SearchResult } from './query.ts';
import type { ResourceKey, StoredVersion } from './stored-version.ts';

/** What a record store can do beyond the core, which is never optional. */
export interface RecordStoreCapabilities {
  /**
   * Keeps versions, times and texts exactly as they are given, to `commit` and to `load`. A store without it tells in
   * `CommitResult.versions` what it has made of them: the content is the same, every digit included, but times are its own and the text
   * may be written anew. It refuses `load` as `unsupported`, since it cannot take a history over.
   */
  readonly verbatimHistory: Capability;
  /**
   * Keeps index entries and compartments as they are given. A store without it computes them from the text by R4's own search parameters
   * when it is opened, so the record must not index by anything else.
   */
  readonly givenEntries: Capability;
  /** Other processes may use the same store at once. */
  readonly multipleProcesses: Capability;
}

/** Which version to read. */
export interface ReadOptions extends ResourceKey {
  /** Absent means the newest, which may be a deletion. */
  readonly versionId?: string;
}

/** From now on this store has a successor. */
export interface FenceOptions {
  /** Commits with a lower epoch are refused. Never lowered: a call with a lower one changes nothing, one with the same only the successor. */
  readonly epoch: number;
  /** Where to go instead, for people and programs; free of secrets. */
  readonly successor: string;
}

/**
 * **record-store**, version 1: keeps versions and finds them.
 *
 * It knows no FHIR: it sees resources as text, typed index entries and a query algebra. Guarantees:
 *
 * - *Durability*: what `commit`, `load`, `index` and `fence` have acknowledged survives `kill -9` and loss of power.
 * - *Atomicity*: nobody ever sees half a commit, in `read`, `search`, `history` or `changes`.
 * - *Isolation*: commits are serialisable. After a commit is acknowledged, every later call sees it.
 * - *Fidelity*: text is returned to the byte as given; where `verbatimHistory` is not supported, its content to the digit.
 * - *Concurrency*: every method may be called at any time, any number at once.
 * - *Bounded cost*: no call holds up others for longer than its stated limits allow; beyond them it fails `query-too-costly`.
 *
 * Errors are `BaseplateError`s; drivers' errors, which may hold patient data, stay in `cause`.
 */
export interface RecordStore extends Module {
  readonly contract: 'record-store';
  readonly contractVersion: 1;
  readonly capabilities: RecordStoreCapabilities;
  /** Reads one version; `undefined` if there is none. */
  read(options: ReadOptions): Promise<StoredVersion | undefined>;
  /** Writes all of it or nothing. Expected failures are results; broken storage throws. */
  commit(options: CommitOptions): Promise<CommitResult>;
  /** Finds current versions. */
  search(query: Query): Promise<SearchResult>;
  /** Lists versions, newest first. */
  history(options: HistoryOptions): Promise<HistoryResult>;
  /**
   * Lists versions in commit order.
   * @throws BaseplateError `storage-corrupt` if a version of the page cannot be read; smaller pages give those before it. Where it is the
   * first of the page and the store can go on, `details.cursor` is the cursor behind it, and `details.version` its type, id and versionId,
   * if they can still be told.
   */
  changes(options: ChangesOptions): Promise<ChangesResult>;
  /**
   * Writes versions as they are, idempotently; they appear in `history`, `search` and `digest`, and in `changes` as loaded.
   * Not subject to the fence.
   * @throws BaseplateError `unsupported` without `verbatimHistory`; `load-conflict` if a version is there with other content, or would leave a gap; then nothing of the
   * call is written.
   */
  load(options: LoadOptions): Promise<LoadResult>;
  /**
   * Replaces index entries without making a version. All or nothing per call.
   * @throws BaseplateError `not-found` if a version named is not there; then nothing of the call is written.
   */
  index(options: IndexOptions): Promise<IndexResult>;
  /** Closes the store to commits of earlier epochs: once it resolves, none of them takes effect any more. */
  fence(options: FenceOptions): Promise<void>;
  /** Digests of what is stored, kept up to date by each commit, so that asking is cheap. */
  digest(options: DigestOptions): Promise<DigestResult>;
}
