import type { ModuleReference } from '@baseplate-epr/contracts';

/** Options of the audit log on SQLite. */
export type SqliteAuditOptions = {
  /** Path of the database file. It and its folder are made if they are not there. Beside it stand `-wal` and `-shm`. */
  readonly file: string;
};

/** For a configuration: keeps the audit log in a SQLite database file. */
export function sqliteAudit(options: SqliteAuditOptions): ModuleReference<'audit-log'> {
  return {
    contract: 'audit-log',
    contractVersion: 1,
    package: '@baseplate-epr/audit-sqlite',
    module: import.meta.resolve('@baseplate-epr/audit-sqlite'),
    factory: 'createSqliteAuditLog',
    options,
  };
}
