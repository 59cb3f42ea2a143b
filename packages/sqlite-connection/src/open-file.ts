import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';
import Database from 'better-sqlite3';
import { makeDurable } from './make-durable.ts';
import { makeFolder } from './make-folder.ts';
import { type FileSchema, migrateFile } from './migrate-file.ts';
import { storageError } from './storage-error.ts';

/**
 * Page cache of each connection, in KiB. better-sqlite3 would let each have 16 MB. An audit log is written to the ends of a few trees, besides one leaf
 * for each patient named, and what is read of it is read once; sessions, drafts and journals in use are few.
 */
const cacheKibibytes = 4096;

/** Which file, and what is kept in it. */
export interface OpenFileOptions {
  readonly file: string;
  /** What is kept there, at the beginning of a sentence: `The audit log`. */
  readonly kept: string;
  readonly schema: FileSchema;
  /** The file is only looked at: none is made, and an earlier schema is refused. Default false. */
  readonly keepsSchema?: boolean | undefined;
}

/**
 * Opens a database file with its folder, makes it durable on every commit, and brings its schema up to date.
 *
 * @throws BaseplateError `configuration-invalid`, `storage-unavailable`, `storage-corrupt`, `storage-newer`; `precondition-failed` where it is only
 * looked at and has an earlier schema, or is not there
 */
export function openFile(options: OpenFileOptions): Database.Database {
  const { file, kept, schema, keepsSchema = false } = options;
  if (typeof file !== 'string' || file === '') {
    throw new BaseplateError({ code: 'configuration-invalid', message: `${kept} needs the path of its file.` });
  }
  const what = `${kept} ${file}`;
  if (!keepsSchema) makeFolder(dirname(file));
  else if (!existsSync(file)) throw notThere(what);
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 5_000, fileMustExist: keepsSchema });
    makeDurable(database, what);
    database.pragma(`cache_size = -${cacheKibibytes}`);
    migrateFile(database, what, schema, keepsSchema);
    return database;
  } catch (error) {
    database?.close();
    throw storageError(what, error);
  }
}

function notThere(what: string): BaseplateError {
  return new BaseplateError({
    code: 'precondition-failed',
    message: `${what} is not there, and only a start of the record makes it. Check its path, and that its disk is mounted.`,
  });
}
