import type { Connection } from './connection/connection.ts';
import { connect, openDatabase } from './connection/open-connection.ts';
import { prepareFolder, syncFolderOf } from './connection/prepare-folder.ts';
import { storageError } from './connection/storage-error.ts';
import type { ResolvedOptions } from './options.ts';
import { createVersionReader, type VersionReader } from './read/read-version.ts';
import { createReaderPool, type ReaderPool } from './readers/reader-pool.ts';
import { migrateSchema } from './schema/migrate.ts';
import { createWriteQueue, type WriteQueue } from './write/write-queue.ts';
import { createWriter, type Writer } from './write/writer.ts';

/** A started store: what its methods work with. */
export interface OpenStore {
  /** Reads only, in this process. */
  readonly reading: Connection;
  /** Reads that look at much, in processes that can be killed; undefined if the options want none. */
  readonly pool: ReaderPool | undefined;
  readonly reader: VersionReader;
  readonly writer: Writer;
  readonly queue: WriteQueue;
  /** Waits for writes in hand, ends the reader processes, then closes both connections. */
  close(): Promise<void>;
}

/** Opens the file, brings its schema up to date, and connects. Holds nothing open if it fails. */
export function openStore(options: ResolvedOptions): OpenStore {
  const opened: { close(): void }[] = [];
  const closeAll = () => {
    for (const database of opened.splice(0)) database.close();
  };
  try {
    prepareFolder(options.file);
    const writing = openDatabase(options, false);
    opened.push(writing);
    migrateSchema(writing);
    syncFolderOf(options.file);
    const readingDatabase = openDatabase(options, true);
    // The writing connection closes last: it is the one that may tidy the journal away.
    opened.unshift(readingDatabase);
    const writer = createWriter(connect(writing), options.guardLimit);
    const reading = connect(readingDatabase);
    const queue = createWriteQueue(writer);
    const pool = options.readers === 0 ? undefined : createReaderPool(options);
    return {
      reading,
      pool,
      reader: createVersionReader(reading),
      writer,
      queue,
      async close() {
        await Promise.all([queue.close(), pool?.close()]);
        closeAll();
      },
    };
  } catch (error) {
    closeAll();
    throw storageError(error);
  }
}
