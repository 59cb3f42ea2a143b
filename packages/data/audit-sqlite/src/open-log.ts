import type Database from 'better-sqlite3';
import { openDatabase } from './open-database.ts';
import { matchIndex } from './search-index/match-index.ts';
import { indexFile, openIndex } from './search-index/open-index.ts';

/** Opens a log for whoever searches it, its index attached; both files get the schema of this program. See `openFile`. */
export function openLog(file: string, keepsSchema = false): Database.Database {
  const log = openDatabase(file, keepsSchema);
  try {
    const index = openIndex(file, keepsSchema);
    try {
      matchIndex(log, index);
    } finally {
      index.close();
    }
    log.prepare('attach database ? as search').run(indexFile(file));
    log.pragma('search.cache_size = -2048');
    return log;
  } catch (error) {
    log.close();
    throw error;
  }
}
