export type { PostgresRecordsOptions } from './options.ts';
export { createPostgresRecordStore } from './postgres-record-store.ts';
export { postgresRecords } from './postgres-records.ts';
