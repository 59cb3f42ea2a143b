import type { ModuleReference } from '@baseplate-epr/contracts';
import type { PostgresPlaceOptions } from '@baseplate-epr/postgres-connection';

/**
 * Options of the audit log on PostgreSQL. `schema` is `baseplate_audit` by default, `readers` 3; a process holds one more connection,
 * which appends, and a second while it loads.
 */
export interface PostgresAuditOptions extends PostgresPlaceOptions {
  /**
   * Bytes of entries that one durable write takes together; what goes beyond waits for the next. One append is never divided, so a
   * larger one goes alone. Default 4 MiB.
   */
  readonly groupBytes?: number;
}

/**
 * For a configuration: keeps the audit log in a PostgreSQL database. Inert: touches nothing.
 *
 * @example `data: { audit: postgresAudit({ connection: { secret: 'DATABASE_URL' } }) }`
 */
export function postgresAudit(options: PostgresAuditOptions): ModuleReference<'audit-log'> {
  const { connection, schema = 'baseplate_audit' } = options;
  return {
    contract: 'audit-log',
    contractVersion: 1,
    package: '@baseplate-epr/audit-postgres',
    module: import.meta.resolve('@baseplate-epr/audit-postgres'),
    factory: 'createPostgresAuditLog',
    keeps: `${typeof connection === 'string' ? connection : connection.secret} ${schema}`,
    options: { ...options },
  };
}
