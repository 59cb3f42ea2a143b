import type { ModuleReference } from '@baseplate-epr/contracts';
import type { PostgresRecordsOptions } from './options.ts';
import { defaultSchema } from './resolve-options.ts';

/**
 * Names the PostgreSQL record store in an assembly's configuration. Inert: touches nothing.
 *
 * @example `data: { records: postgresRecords({ connection: { secret: 'DATABASE_URL' } }) }`
 */
export function postgresRecords(options: PostgresRecordsOptions): ModuleReference<'record-store'> {
  const { connection, schema } = options;
  return {
    contract: 'record-store',
    contractVersion: 1,
    package: '@baseplate-epr/records-postgres',
    module: import.meta.resolve('@baseplate-epr/records-postgres'),
    factory: 'createPostgresRecordStore',
    keeps: `${typeof connection === 'string' ? connection : connection.secret} ${schema ?? defaultSchema}`,
    options: { ...options },
  };
}
