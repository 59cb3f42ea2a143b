import { BaseplateError } from '@baseplate-epr/contracts';
import Database from 'better-sqlite3';
import { createNames } from '../names/names.ts';
import type { ResolvedOptions } from '../options.ts';
import { createBudget } from './budget.ts';
import type { Connection } from './connection.ts';
import { createPages } from './pages.ts';
import { snapshotOfCall, snapshotOfTurn } from './snapshot.ts';
import { createStatementCache } from './statement-cache.ts';

/** `PRAGMA synchronous` after which an acknowledged commit survives a loss of power. */
const full = 2;

/** Opens the file and makes sure of the settings that durability rests on. */
export function openDatabase(options: ResolvedOptions, readonly: boolean): Database.Database {
  const database = new Database(options.file, { readonly, fileMustExist: readonly, timeout: options.busyTimeout });
  try {
    if (!readonly) {
      // Once the record is large, each write changes pages far apart: with 8,192 bytes twice as much is written for it. Only a new file takes it.
      database.pragma('page_size = 4096');
      if (database.pragma('journal_mode = WAL', { simple: true }) !== 'wal') throw notDurable('write-ahead logging');
      // Fewer, larger checkpoints than the usual every 1,000 pages: a tenth less work per write, measured.
      database.pragma('wal_autocheckpoint = 8000');
      database.pragma('journal_size_limit = 268435456');
    }
    // A fresh file runs with FULL, a reopened one with NORMAL: so every connection sets it and looks.
    database.pragma('synchronous = FULL');
    if (database.pragma('synchronous', { simple: true }) !== full) throw notDurable('synchronous = FULL');
    // macOS: fsync alone leaves data in the drive's cache. Elsewhere these do nothing.
    database.pragma('fullfsync = ON');
    database.pragma('checkpoint_fullfsync = ON');
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

function notDurable(what: string): BaseplateError {
  return new BaseplateError({
    code: 'storage-unavailable',
    message: `SQLite refused "${what}" on the record's file, without which an acknowledged write could be lost. Keep the file on a local disk with an ordinary file system.`,
  });
}
