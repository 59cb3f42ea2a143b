import type { ModuleReference } from '@baseplate-epr/contracts';
import type { SqliteRecordsOptions } from './options.ts';

/**
 * Names the SQLite record store in an assembly's configuration. Inert: touches nothing.
 *
 * @example `data: { records: sqliteRecords({ file: 'data/records.db' }) }`
 */
export function sqliteRecords(options: SqliteRecordsOptions): ModuleReference<'record-store'> {
  return {
    contract: 'record-store',
    contractVersion: 1,
    package: '@baseplate-epr/records-sqlite',
    module: import.meta.resolve('@baseplate-epr/records-sqlite'),
    factory: 'createSqliteRecordStore',
    keeps: options.file,
    options: { ...options },
  };
}
