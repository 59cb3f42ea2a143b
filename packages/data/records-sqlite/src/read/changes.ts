import type { ChangesOptions, ChangesResult, StoredVersion } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { requireLimit } from '../connection/limits.ts';
import { storageError } from '../connection/storage-error.ts';
import { bound } from '../query/sql.ts';
import { placedError } from './placed-error.ts';
import { readSequenceCursor, writeSequenceCursor } from './sequence-cursor.ts';
import { type VersionRow, versionColumns, versionOf } from './version-row.ts';

const select = `SELECT ${versionColumns} FROM version v CROSS JOIN resource r ON r.key = v.resource WHERE v.sequence > ${bound} ORDER BY v.sequence LIMIT ${bound}`;

/** A page ends at this many characters of text, so that a page of large resources does not fill the memory. */
export const charactersPerPage = 16_000_000;

/**
 * Versions in commit order. Sequence numbers are given under SQLite's one write lock and grow by one, so a number below one that
 * can be read can never appear later.
 */
export function changes(connection: Connection, { after, begin, limit }: ChangesOptions): ChangesResult {
  requireLimit(limit);
  const from = after === undefined ? (begin === 'end' ? newest(connection) : 0) : readSequenceCursor('changes', after);
  const versions: StoredVersion[] = [];
  let sequence = from;
  let characters = 0;
  let end = true;
  const rows = connection.database.prepare<[number, number], VersionRow>(select).raw();
  try {
    for (const row of rows.iterate(from, limit + 1)) {
      if (versions.length === limit || characters >= charactersPerPage) {
        end = false;
        break;
      }
      const version = versionOf(row);
      versions.push(version);
      characters += version.text.length;
      sequence = row[7];
    }
  } catch (error) {
    // One row more than is wanted is looked at, and may be the damaged one.
    if (versions.length === limit) return { versions, cursor: writeSequenceCursor('changes', sequence), end: false };
    throw versions.length === 0 ? placedError(connection, from, storageError(error)) : error;
  }
  return { versions, cursor: writeSequenceCursor('changes', sequence), end };
}

function newest({ database }: Connection): number {
  return database.prepare<[], number>('SELECT coalesce(max(sequence), 0) FROM version').pluck().get() ?? 0;
}
