import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { BaseplateError } from '@baseplate-epr/contracts';
import { flushFolder, makeFolder } from '@baseplate-epr/sqlite-connection';
import type Database from 'better-sqlite3';
import type { Connection } from './connection/connection.ts';
import { connect, openDatabase } from './connection/open-connection.ts';
import { storageError } from './connection/storage-error.ts';
import type { ResolvedOptions } from './options.ts';
import { createVersionReader, type VersionReader } from './read/read-version.ts';
import { createReaderPool, type ReaderPool } from './readers/reader-pool.ts';
import { migrateSchema, requireCurrentSchema } from './schema/migrate.ts';
import { startWritingThread, type WritingThread } from './write/writing-thread.ts';

/** A started store: what its methods work with. */
export interface OpenStore {
  /** Reads only, in this process. */
  readonly reading: Connection;
  /** Reads that look at much, in processes that can be killed; undefined if the options want none. */
  readonly pool: ReaderPool | undefined;
  readonly reader: VersionReader;
  readonly writing: WritingThread;
  /** Waits for writes in hand, ends the reader processes, then closes every connection. */
  close(): Promise<void>;
}

/** Opens the file, brings its schema up to date, and connects. Holds nothing open if it fails; tells `failed` once if it cannot write any more. */
export async function openStore(
  options: ResolvedOptions,
  failed: (error: BaseplateError) => void,
  keepsSchema: boolean,
): Promise<OpenStore> {
  let database: Database.Database | undefined;
  try {
    if (keepsSchema) requireSchema(options);
    else prepareFile(options);
    const writing = await startWritingThread(options, failed);
    database = openDatabase(options, true);
    const reading = connect(database);
    const pool = options.readers === 0 ? undefined : createReaderPool(options);
    return {
      reading,
      pool,
      reader: createVersionReader(reading),
      writing,
      async close() {
        await pool?.close();
        reading.database.close();
        // The writing connection closes last: it is the one that may tidy the journal away.
        await writing.close();
      },
    };
  } catch (error) {
    database?.close();
    throw storageError(error);
  }
}

function requireSchema(options: ResolvedOptions): void {
  const database = existsSync(options.file) ? openDatabase(options, true) : undefined;
  try {
    requireCurrentSchema(database);
  } finally {
    database?.close();
  }
}

function prepareFile(options: ResolvedOptions): void {
  const folder = dirname(resolve(options.file));
  makeFolder(folder);
  const database = openDatabase(options, false);
  try {
    migrateSchema(database);
    flushFolder(folder);
  } finally {
    database.close();
  }
}
