import type { ModuleReference } from '@baseplate-epr/contracts';

/** Options of the state store on SQLite. */
export type SqliteStateOptions = {
  /** Path of the database file. It and its folder are made if they are not there. Beside it stand `-wal` and `-shm`. */
  readonly file: string;
};

/** For a configuration: keeps what is not the record in a SQLite database file. */
export function sqliteState(options: SqliteStateOptions): ModuleReference<'state-store'> {
  return {
    contract: 'state-store',
    contractVersion: 1,
    package: '@baseplate-epr/state-sqlite',
    module: import.meta.resolve('@baseplate-epr/state-sqlite'),
    factory: 'createSqliteStateStore',
    keeps: options.file,
    options,
  };
}
