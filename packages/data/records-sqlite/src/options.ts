/** Options of the SQLite record store. All but `file` have defaults that suit a trust's main record. */
export interface SqliteRecordsOptions {
  /** Path of the database file, relative to the working directory. Its folder is made if the folder above exists. */
  readonly file: string;
  /**
   * The most candidates that one query may examine before it ends as `query-too-costly`; a query may state another.
   * Default 100,000, which holds the event loop for about a tenth of a second.
   */
  readonly candidateLimit?: number;
  /** Page cache of each of the two connections, in mebibytes. Default 64. */
  readonly cacheMebibytes?: number;
  /** How much of the file reads may map into memory, in mebibytes. Default 1,024; 0 turns it off. */
  readonly mapMebibytes?: number;
  /** How long a write waits for another process that is writing, in milliseconds. Default 5,000. */
  readonly busyTimeout?: number;
}

/** {@link SqliteRecordsOptions} with every default filled in. */
export type ResolvedOptions = Required<SqliteRecordsOptions>;
