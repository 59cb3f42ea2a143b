export type { SqliteRecordsOptions } from './options.ts';
export { createSqliteRecordStore } from './sqlite-record-store.ts';
export { sqliteRecords } from './sqlite-records.ts';
