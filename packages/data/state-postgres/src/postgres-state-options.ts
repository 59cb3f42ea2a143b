import type { ModuleReference } from '@baseplate-epr/contracts';
import type { PostgresPlaceOptions } from '@baseplate-epr/postgres-connection';

/**
 * Options of the state store on PostgreSQL. `schema` is `baseplate_state` by default, `readers` 5; a process holds one more
 * connection, which writes.
 */
export interface PostgresStateOptions extends PostgresPlaceOptions {}

/**
 * For a configuration: keeps what is not the record in a PostgreSQL database. Inert: touches nothing.
 *
 * @example `data: { state: postgresState({ connection: { secret: 'DATABASE_URL' } }) }`
 */
export function postgresState(options: PostgresStateOptions): ModuleReference<'state-store'> {
  const { connection, schema = 'baseplate_state' } = options;
  return {
    contract: 'state-store',
    contractVersion: 1,
    package: '@baseplate-epr/state-postgres',
    module: import.meta.resolve('@baseplate-epr/state-postgres'),
    factory: 'createPostgresStateStore',
    keeps: `${typeof connection === 'string' ? connection : connection.secret} ${schema}`,
    options: { ...options },
  };
}
