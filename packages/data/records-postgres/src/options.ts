import type { SecretReference } from '@baseplate-epr/contracts';
import type { ResolvedPlace } from '@baseplate-epr/postgres-connection';

/** Options of the PostgreSQL record store. All but `connection` have defaults that suit a trust's main record. */
export interface PostgresRecordsOptions {
  /**
   * Where the database is: `{ secret: 'DATABASE_URL' }` names an environment variable that holds a connection string
   * (`postgres://user:password@host:5432/database?sslmode=verify-full`), read at the start. A string stands for itself, and may
   * hold no password.
   */
  readonly connection: SecretReference | string;
  /** The schema that holds the record's tables; made if it is not there. Lower-case letters, digits and `_`. Default `baseplate_records`. */
  readonly schema?: string;
  /**
   * The most connections for reads and for searches within one patient. A process holds two more, one that writes, one for looking
   * after the others, and those for `searchers`. Keep the sum over all processes below the server's `max_connections`. Default 10.
   */
  readonly readers?: number;
  /**
   * The most connections for searches across patients, which so never keep a chart waiting. Half as many more, at least one, serve those
   * that take longer than a twentieth of `statementTime`. Default 4.
   */
  readonly searchers?: number;
  /** How long a read waits for a connection, in milliseconds; then it fails `storage-unavailable`. Default 5,000. */
  readonly connectTime?: number;
  /**
   * How long one statement may run, in milliseconds. A search, history or guard that crosses it ends as `query-too-costly`; a write
   * that waits longer for other processes' writes ends as `storage-unavailable`. Default 5,000.
   */
  readonly statementTime?: number;
  /**
   * The most matches that one query may count, and a guard may look at, before it ends as `query-too-costly`; a query may state
   * another. Default: no such limit, `statementTime` being one.
   */
  readonly candidateLimit?: number;
}

/** {@link PostgresRecordsOptions} with every default filled in. */
export interface ResolvedOptions extends ResolvedPlace {
  readonly searchers: number;
  /** Undefined: none but the time. */
  readonly candidateLimit: number | undefined;
}
