import { dirname } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';
import Database from 'better-sqlite3';
import { makeFolder } from './make-folder.ts';
import { applicationId, migrations } from './migrations.ts';
import { storageError } from './storage-error.ts';

/** Page cache, in KiB. better-sqlite3 would let it have 16 MB; sessions, drafts and journals in use are few. */
const cacheKibibytes = 4096;

/**
 * Opens the database file, makes it durable on every commit, and brings its schema up to date.
 * @param keepsSchema - an earlier schema is refused instead, and no file is made.
 * @throws BaseplateError `configuration-invalid`, `storage-unavailable`, `storage-corrupt`, `storage-newer`, `precondition-failed`
 */
export function openDatabase(file: string, keepsSchema = false): Database.Database {
  if (typeof file !== 'string' || file === '') {
    throw new BaseplateError({ code: 'configuration-invalid', message: 'The state store needs the path of its file.' });
  }
  if (!keepsSchema) makeFolder(dirname(file));
  const what = `The state store ${file}`;
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 5_000, fileMustExist: keepsSchema });
    makeDurable(database, what);
    database.pragma(`cache_size = -${cacheKibibytes}`);
    migrate(database, what, keepsSchema);
    return database;
  } catch (error) {
    database?.close();
    throw storageError(what, error);
  }
}

/** A database that is reopened in WAL mode falls back to `synchronous=NORMAL`, which loses commits with the power. */
function makeDurable(database: Database.Database, what: string): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // macOS: fsync alone leaves data in the drive's cache. Elsewhere these do nothing.
  database.pragma('fullfsync = ON');
  database.pragma('checkpoint_fullfsync = ON');
  const journal = database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if (journal === 'wal' && synchronous === 2) return;
  throw new BaseplateError({
    code: 'storage-unavailable',
    message: `${what} cannot be made durable on this disk. Put it on a local file system.`,
    details: { journal, synchronous },
  });
}

function migrate(database: Database.Database, what: string, keepsSchema: boolean): void {
  const step = database.transaction(() => {
    const version = Number(database.pragma('user_version', { simple: true }));
    const owner = database.pragma('application_id', { simple: true });
    const tables = database.prepare('select count(*) from sqlite_schema').pluck().get();
    if (owner !== applicationId && (version > 0 || tables !== 0)) {
      throw new BaseplateError({
        code: 'configuration-invalid',
        message: `${what} is a database of something else. Name another file.`,
      });
    }
    if (version > migrations.length) {
      throw new BaseplateError({
        code: 'storage-newer',
        message: `${what} has schema ${version}; this program knows ${migrations.length}. Install the newer program again.`,
      });
    }
    if (version === migrations.length) return;
    if (keepsSchema) {
      throw new BaseplateError({
        code: 'precondition-failed',
        message: `${what} has schema ${version}, and this program would bring it to ${migrations.length}, which only a start of the record may do. Use the release that serves, or start the record with this one first.`,
      });
    }
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.pragma(`application_id = ${applicationId}`);
    database.pragma(`user_version = ${migrations.length}`);
  });
  step.immediate();
}
