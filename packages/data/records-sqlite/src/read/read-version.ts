import { BaseplateError, type ReadOptions, type StoredVersion } from '@baseplate-epr/contracts';
import { createVersionCache } from '@baseplate-epr/record-query';
import type { Connection } from '../connection/connection.ts';
import { bound } from '../query/sql.ts';
import { type CurrentRow, versionOf } from './version-row.ts';

// Which version it is costs little to find; its text, which most often was read before, is half of what a read takes.
const newest = `SELECT current FROM resource WHERE type = ${bound} AND id = ${bound}`;
const numbered = `SELECT v.sequence FROM resource r CROSS JOIN version v ON v.resource = r.key WHERE r.type = ${bound} AND r.id = ${bound} AND v.version = ${bound}`;
// One statement for a page: twenty single reads cost twice as much. One or two are read singly, which spares them the list.
const currentVersion =
  'SELECT v.version, v.last_updated, v.deleted, v.text, v.compartments, v.sequence FROM version v WHERE v.sequence = ?';
const singly = 2;
const currentVersions = `SELECT v.version, v.last_updated, v.deleted, v.text, v.compartments, v.sequence FROM json_each(${bound}) j CROSS JOIN version v ON v.sequence = j.value`;

/** A resource that was found, with the sequence of its current version. */
export interface FoundKey {
  readonly type: string;
  readonly id: string;
  readonly current: number;
}

/** Reads versions. Hot path: raw prepared statements, kept for the life of the connection. */
export interface VersionReader {
  read(options: ReadOptions): StoredVersion | undefined;
  /** The current versions of these resources, in this order. */
  currentOf(found: readonly FoundKey[]): readonly StoredVersion[];
}

/** UTF-16 units of text that are kept of what pages read: the charts of some two hundred patients. */
const charactersKept = 12 * 1024 * 1024;

/** Makes the reader of a connection. */
export function createVersionReader({ database, snapshot }: Connection): VersionReader {
  const selectNewest = database.prepare<[string, string], number | null>(newest).pluck();
  const selectNumbered = database.prepare<[string, string, number], number>(numbered).pluck();
  const selectOne = database.prepare<[number], CurrentRow>(currentVersion).raw();
  const selectCurrent = database.prepare<[string], CurrentRow>(currentVersions).raw();
  const cache = createVersionCache<number>(charactersKept);
  const rowsOf = (found: readonly FoundKey[]) =>
    found.length <= singly
      ? found.map(({ current }) => selectOne.get(current))
      : selectCurrent.all(JSON.stringify(found.map(({ current }) => current)));
  const fetch = (found: readonly FoundKey[]): readonly StoredVersion[] => {
    const rows = rowsOf(found);
    return found.map(({ type, id, current }, index) => {
      const row = rows[index];
      if (row === undefined || row[5] !== current) throw missing();
      const version = versionOf([type, id, ...row]);
      cache.note(current, version);
      return version;
    });
  };
  const versionAt = (type: string, id: string, current: number | null | undefined) => {
    // What is merely referred to has no version.
    if (current === undefined || current === null) return undefined;
    return cache.find(current) ?? fetch([{ type, id, current }])[0];
  };
  return {
    read({ type, id, versionId }) {
      if (versionId === undefined) return snapshot(() => versionAt(type, id, selectNewest.get(type, id)));
      if (!/^[1-9][0-9]{0,15}$/.test(versionId)) return undefined;
      return snapshot(() => versionAt(type, id, selectNumbered.get(type, id, Number(versionId))));
    },
    currentOf(found) {
      const kept = found.map(({ current }) => cache.find(current));
      const lacking = found.filter((_, index) => kept[index] === undefined);
      if (lacking.length === 0) return kept as StoredVersion[];
      const fetched = fetch(lacking);
      let next = 0;
      return kept.map((version) => version ?? (fetched[next++] as StoredVersion));
    },
  };
}

function missing(): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message:
      'The index of the record names a version that is not there. Stop the program, keep a copy of the file, and restore a backup.',
  });
}
