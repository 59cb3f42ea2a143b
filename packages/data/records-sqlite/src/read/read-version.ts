import type { ReadOptions, StoredVersion } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { type VersionRow, versionColumns, versionOf } from './version-row.ts';

const newest = `SELECT ${versionColumns} FROM resource r CROSS JOIN version v ON v.sequence = r.current WHERE r.type = ? AND r.id = ?`;
const numbered = `SELECT ${versionColumns} FROM resource r CROSS JOIN version v ON v.resource = r.key WHERE r.type = ? AND r.id = ? AND v.version = ?`;
const bySequence = `SELECT ${versionColumns} FROM version v CROSS JOIN resource r ON r.key = v.resource WHERE v.sequence = ?`;

/** Reads versions. Hot path: raw prepared statements, kept for the life of the connection. */
export interface VersionReader {
  read(options: ReadOptions): StoredVersion | undefined;
  bySequence(sequence: number): StoredVersion | undefined;
}

/** Makes the reader of a connection. */
export function createVersionReader({ database }: Connection): VersionReader {
  const selectNewest = database.prepare<[string, string], VersionRow>(newest).raw();
  const selectNumbered = database.prepare<[string, string, number], VersionRow>(numbered).raw();
  const selectBySequence = database.prepare<[number], VersionRow>(bySequence).raw();
  const answer = (row: VersionRow | undefined) => (row === undefined ? undefined : versionOf(row));
  return {
    read({ type, id, versionId }) {
      if (versionId === undefined) return answer(selectNewest.get(type, id));
      if (!/^[1-9][0-9]{0,15}$/.test(versionId)) return undefined;
      return answer(selectNumbered.get(type, id, Number(versionId)));
    },
    bySequence: (sequence) => answer(selectBySequence.get(sequence)),
  };
}
