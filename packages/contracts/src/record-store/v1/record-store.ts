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
  /**
   * Other processes may use the same store at once. The price of `unsupported`: one process serves the record; backup, export, shadow and
   * reconciliation are made while the record is stopped; and it is changed over to the store, from it and back by a command that runs while the
   * record is stopped, since the processes that serve and the one that moves would have it open together. Whoever plans, starts or takes
   * data out is told so before anything happens.
   */
  readonly multipleProcesses: Capability;
  /** Resource types that it can keep; a write of any other is refused. Absent: every type, or not known before the start. */
  readonly types?: readonly string[];
  /**
   * Versions that it holds at most, with the whole history. Whoever would put more into it is told beforehand; a commit beyond it is refused
   * as `limit-exceeded`, with `details.nothingWritten`, and everything else goes on. Absent: as many as there is room for.
   */
  readonly versionLimit?: number;
  /**
   * `lastUpdated`, in predicates and as a sort key, knows the record's own times only from then on, in milliseconds since 1970: what was last
   * written before is found and sorted by when the store was given it, though its versions show when it was written. Absent: it always does.
   * Told of a record that has gone over to a store without {@link RecordStore.findByTimes}.
   */
  readonly timesKnownSince?: number;
}

/** Which version to read. */
export interface ReadOptions extends ResourceKey {
  /** Absent means the newest, which may be a deletion. */
  readonly versionId?: string;
}

/** By which times versions are to be found. */
export interface FindByTimesOptions {
  /** The time of a version, in milliseconds since 1970; given what the store itself has. The same whenever it is asked. */
  timeOf(version: Pick<StoredVersion, 'type' | 'id' | 'versionId' | 'lastUpdated'>): number;
}

/** What stands between a store and commits of earlier epochs. */
export interface Fence {
  /** Commits with a lower epoch are refused. */
  readonly epoch: number;
  /** Where to go instead, for people and programs; free of secrets. */
  readonly successor: string;
}

/** From now on this store has a successor. Never lowered: a call with a lower epoch changes nothing, one with the same only the successor. */
export interface FenceOptions extends Fence {
  /**
   * Change something only if exactly this fence stands, or with `null` only if none does; looked at and written as one, whoever else puts up a
   * fence meanwhile. Absent: whatever stands. Who must know whose fence stands looks afterwards, by a commit of a lower epoch without writes.
   */
  readonly replaces?: Fence | null;
}

/**
 * **record-store**, version 1: keeps versions and finds them.
 *
 * It knows no FHIR: it sees resources as text, typed index entries and a query algebra. Guarantees:
 *
 * - *Durability*: what `commit`, `load`, `index` and `fence` have acknowledged survives `kill -9` and loss of power.
 * - *Atomicity*: nobody ever sees half a commit, in `read`, `search`, `history` or `changes`. Each answer is of one moment: its matches, what
 *   they include, its total and every row of its page.
 * - *Isolation*: commits are serialisable. After a commit is acknowledged, every later call sees it.
 * - *Fidelity*: text is returned to the byte as given; where `verbatimHistory` is not supported, its content to the digit. Bytes that were changed
 *   behind the store's back need not be noticed at each read, which would cost every read; what cannot be read is `storage-corrupt`. The digests
 *   are of what was committed, so a reconciliation that reads everything finds the rest.
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
  /**
   * Writes all of it or nothing. Expected failures are results; broken storage throws. Whether the commit took effect is then unknown, unless
   * the error's `details.nothingWritten` is true: it did not, and will not.
   */
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
  /**
   * Of a store that gives times of its own: from now on, until it is stopped, `search` goes by these times, in `lastUpdated` predicates and sort
   * keys. What is kept, and what versions show, is no other for it, in its answers either. A later call takes the place of an earlier
   * one. A store without it finds what a record brought along by when it was brought, and whoever searches is told so.
   */
  findByTimes?(options: FindByTimesOptions): Promise<void>;
  /** Closes the store to commits of earlier epochs: once it resolves, none of them takes effect any more. See {@link FenceOptions.replaces} for when it does not. */
  fence(options: FenceOptions): Promise<void>;
  /** Digests of what is stored, kept up to date by each commit, so that asking is cheap. */
  digest(options: DigestOptions): Promise<DigestResult>;
}
