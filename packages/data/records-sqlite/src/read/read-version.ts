import { BaseplateError, type ReadOptions, type StoredVersion } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { type VersionRow, versionColumns, versionOf } from './version-row.ts';

const newest = `SELECT ${versionColumns} FROM resource r CROSS JOIN version v ON v.sequence = r.current WHERE r.type = ? AND r.id = ?`;
const numbered = `SELECT ${versionColumns} FROM resource r CROSS JOIN version v ON v.resource = r.key WHERE r.type = ? AND r.id = ? AND v.version = ?`;
// One statement for a page: twenty single reads cost twice as much.
const bySequences = `SELECT ${versionColumns} FROM json_each(?) j CROSS JOIN version v ON v.sequence = j.value CROSS JOIN resource r ON r.key = v.resource`;

/** Reads versions. Hot path: raw prepared statements, kept for the life of the connection. */
export interface VersionReader {
  read(options: ReadOptions): StoredVersion | undefined;
  /** The versions with these sequence numbers, in this order. */
  bySequences(sequences: readonly number[]): readonly StoredVersion[];
}

/** Makes the reader of a connection. */
export function createVersionReader({ database }: Connection): VersionReader {
  const selectNewest = database.prepare<[string, string], VersionRow>(newest).raw();
  const selectNumbered = database.prepare<[string, string, number], VersionRow>(numbered).raw();
  const selectBySequences = database.prepare<[string], VersionRow>(bySequences).raw();
  const answer = (row: VersionRow | undefined) => (row === undefined ? undefined : versionOf(row));
  return {
    read({ type, id, versionId }) {
      if (versionId === undefined) return answer(selectNewest.get(type, id));
      if (!/^[1-9][0-9]{0,15}$/.test(versionId)) return undefined;
      return answer(selectNumbered.get(type, id, Number(versionId)));
    },
    bySequences(sequences) {
      if (sequences.length === 0) return [];
      const found = selectBySequences.all(JSON.stringify(sequences)).map(versionOf);
      if (found.length === sequences.length) return found;
      throw new BaseplateError({
        code: 'storage-corrupt',
        message:
          'The index of the record names a version that is not there. Stop the program, keep a copy of the file, and restore a backup.',
      });
    },
  };
}
