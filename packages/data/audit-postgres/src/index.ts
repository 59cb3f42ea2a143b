export { createPostgresAuditLog } from './create-postgres-audit-log.ts';
export { type PostgresAuditOptions, postgresAudit } from './postgres-audit-options.ts';
