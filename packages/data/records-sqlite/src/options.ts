/** Options of the SQLite record store. All but `file` have defaults that suit a trust's main record. */
export interface SqliteRecordsOptions {
  /** Path of the database file, relative to the working directory. Its folder is made if the folder above exists. */
  readonly file: string;
  /**
   * The most candidates that one query may examine before it ends as `query-too-costly`; a query may state another. Default: no
   * such limit while there are `readers`, whose time is limited; without them, and for the guards of a commit, 100,000, which
   * takes about a tenth of a second.
   */
  readonly candidateLimit?: number;
  /**
   * How many rows a search or history may visit in the process of the record. One that needs more begins again in a reader
   * process. Default 5,000, which holds the event loop for a few milliseconds.
   */
  readonly inlineRows?: number;
  /**
   * The most processes that answer searches and histories which look at much of the record, started when first needed. Default 2;
   * 0 answers everything in the process of the record, within `candidateLimit`.
   */
  readonly readers?: number;
  /**
   * How long a reader may work on one answer, in milliseconds. Then it is killed, and the search ends as `query-too-costly`.
   * Nor does a search wait longer than this for a reader that is free. Default 5,000.
   */
  readonly readerTime?: number;
  /** How many searches may wait for a reader; further ones end as `query-too-costly` at once. Default 32. */
  readonly readerQueue?: number;
  /** Page cache of each connection, in mebibytes. Default 8: what is read again soon is in the system's cache besides. */
  readonly cacheMebibytes?: number;
  /**
   * How much of the file reads may map into memory, in mebibytes. Default 0: none. A map saves a read a microsecond or two while nobody writes, since
   * every write makes SQLite give it up. It counts as memory of the process; and where the disk fails under it, the system ends the process, where
   * without it one call would fail.
   */
  readonly mapMebibytes?: number;
  /** How long a write waits for another process that is writing, in milliseconds. Default 5,000. */
  readonly busyTimeout?: number;
}

/** {@link SqliteRecordsOptions} with every default filled in. */
export interface ResolvedOptions extends Required<SqliteRecordsOptions> {
  /** `candidateLimit` of guards, which are asked inside a commit, where nothing can be killed. */
  readonly guardLimit: number;
}
