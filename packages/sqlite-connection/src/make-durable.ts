import { BaseplateError } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';

/** `PRAGMA synchronous` after which an acknowledged commit survives a loss of power. */
const full = 2;

/**
 * Makes a connection durable on every commit, and looks whether it is: a database that is reopened in WAL mode falls back to
 * `synchronous=NORMAL`, which loses commits with the power. Of a connection that only reads, the journal is left as it is.
 *
 * @param what - the file, in words
 * @throws BaseplateError `storage-unavailable` if the disk does not allow it
 */
export function makeDurable(database: Database.Database, what: string): void {
  if (!database.readonly) database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // macOS: fsync alone leaves data in the drive's cache. Elsewhere these do nothing.
  database.pragma('fullfsync = ON');
  database.pragma('checkpoint_fullfsync = ON');
  const journal = database.readonly ? undefined : database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if ((database.readonly || journal === 'wal') && synchronous === full) return;
  throw new BaseplateError({
    code: 'storage-unavailable',
    message: `${what} cannot be made durable on this disk: an acknowledged write could be lost. Put it on a local disk with an ordinary file system.`,
    details: { journal, synchronous },
  });
}
