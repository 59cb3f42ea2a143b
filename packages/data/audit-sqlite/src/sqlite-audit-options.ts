import type { ModuleReference } from '@baseplate-epr/contracts';

/** Options of the audit log on SQLite. */
export type SqliteAuditOptions = {
  /** Path of the database file. It and its folder are made if they are not there. Beside it stand `-wal` and `-shm`. */
  readonly file: string;
  /**
   * Bytes of entries that one durable write takes together; what goes beyond waits for the next. It bounds the memory of the writing
   * thread, whatever arrives at once: entries of large searches name every patient. One append is never divided, so a larger one
   * goes alone. Default 4 MiB.
   */
  readonly groupBytes?: number;
};

/** Options with their defaults. */
export const defaultOptions = { groupBytes: 4 * 1024 * 1024 } as const;

/** For a configuration: keeps the audit log in a SQLite database file. */
export function sqliteAudit(options: SqliteAuditOptions): ModuleReference<'audit-log'> {
  return {
    contract: 'audit-log',
    contractVersion: 1,
    package: '@baseplate-epr/audit-sqlite',
    module: import.meta.resolve('@baseplate-epr/audit-sqlite'),
    factory: 'createSqliteAuditLog',
    keeps: options.file,
    options,
  };
}
