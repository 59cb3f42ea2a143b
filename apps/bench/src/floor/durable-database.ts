import Database from 'better-sqlite3';

/**
 * Opens a database of the floor with the durability of the record, and tuned for nothing but speed under it: write-ahead log, a sync at
 * every commit, few checkpoints, a large cache, reads through the memory map.
 */
export function openDurableDatabase(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('page_size = 8192');
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('wal_autocheckpoint = 4000');
  database.pragma('cache_size = -65536');
  database.pragma('mmap_size = 1073741824');
  database.pragma('temp_store = MEMORY');
  return database;
}
