export { createPostgresStateStore } from './create-postgres-state-store.ts';
export { type PostgresStateOptions, postgresState } from './postgres-state-options.ts';
