import { makeDurable } from '@baseplate-epr/sqlite-connection';
import Database from 'better-sqlite3';
import { createNames } from '../names/names.ts';
import type { ResolvedOptions } from '../options.ts';
import { createBudget } from './budget.ts';
import type { Connection } from './connection.ts';
import { createPages } from './pages.ts';
import { snapshotOfCall, snapshotOfTurn } from './snapshot.ts';
import { createStatementCache } from './statement-cache.ts';

/** Opens the file and makes sure of the settings that durability rests on. */
export function openDatabase(options: ResolvedOptions, readonly: boolean): Database.Database {
  const database = new Database(options.file, { readonly, fileMustExist: readonly, timeout: options.busyTimeout });
  try {
    // Once the record is large, each write changes pages far apart: with 8,192 bytes twice as much is written for it. Only a new file takes it.
    if (!readonly) database.pragma('page_size = 4096');
    makeDurable(database, "The record's file");
    if (!readonly) {
      // Fewer, larger checkpoints than the usual every 1,000 pages: a tenth less work per write, measured.
      database.pragma('wal_autocheckpoint = 8000');
      database.pragma('journal_size_limit = 268435456');
    }
    const { cacheMebibytes, mapMebibytes } = options;
    // What a long transaction has changed the connection that writes may put into the journal early.
    database.pragma(`cache_size = -${1024 * cacheMebibytes}`);
    // SQLite gives a map up as soon as another connection has written, like the page cache; and what fails under a map ends the process, not a call. Whoever
    // writes has none: it would map the same pages a second time.
    database.pragma(`mmap_size = ${readonly ? mapMebibytes * 1024 * 1024 : 0}`);
    database.pragma('temp_store = MEMORY');
    database.pragma('trusted_schema = OFF');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Adds to an open database what statements need. */
export function connect(database: Database.Database): Connection {
  const statement = createStatementCache(database);
  return {
    database,
    statement,
    budget: createBudget(database),
    names: createNames(database),
    pages: database.readonly ? createPages(database) : undefined,
    snapshot: database.readonly ? snapshotOfTurn(database) : snapshotOfCall(database),
  };
}
