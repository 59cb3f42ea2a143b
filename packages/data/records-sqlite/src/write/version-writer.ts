import type { IndexedVersion } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';
import type { Names } from '../names/names.ts';
import { bound } from '../query/sql.ts';
import { compartmentNames, decodeCompartments, encodeCompartments } from './compartment-names.ts';
import type { EntryWriter } from './entry-writer.ts';
import type { ResourceState } from './resources.ts';
import type { Tally } from './tally.ts';
import { bucketOf, versionHash } from './version-hash.ts';

/** Writes versions. */
export interface VersionWriter {
  /** Writes one version as the newest; `before` is what `Resources.find` answered in this transaction. Default generation: 0. */
  write(version: IndexedVersion, before: ResourceState | undefined, generation?: number): void;
  /** Replaces the index entries of a live resource's newest version. */
  reindex(type: string, before: ResourceState, entries: IndexedVersion['entries'], generation: number): void;
  /** Writes what of the versions before was only gathered: their entries, digests and counts. */
  flush(): void;
  /** Drops what was gathered. */
  forget(): void;
}

/** What a version writer works with. */
export interface VersionWriterParts {
  readonly database: Database.Database;
  readonly names: Names;
  readonly entryWriter: EntryWriter;
  readonly tally: Tally;
}

/** Makes the version writer of a writing connection. Hot path: raw prepared statements. */
export function createVersionWriter({ database, names, entryWriter, tally }: VersionWriterParts): VersionWriter {
  const insertResource = database.prepare(
    'INSERT INTO resource (type, id, version, last_updated, live, generation, current) VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(sequence), 0) + 1 FROM version))',
  );
  // Versions are never deleted, so the next rowid is always the greatest so far plus one: the order of commits. A new resource has it already.
  const insertVersion = database.prepare(
    'INSERT INTO version (resource, type, version, last_updated, deleted, compartments, text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const advance = database.prepare(
    'UPDATE resource SET current = ?, version = ?, last_updated = ?, live = ?, generation = ? WHERE key = ?',
  );
  const setGeneration = database.prepare('UPDATE resource SET generation = ? WHERE key = ?');
  const compartmentsNow = database
    .prepare<[number], string>(
      `SELECT v.compartments FROM resource r JOIN version v ON v.sequence = r.current WHERE r.key = ${bound}`,
    )
    .pluck();

  const removeEntries = (type: string, key: number) => {
    const lain = compartmentNames(decodeCompartments(compartmentsNow.get(key) ?? ''));
    entryWriter.remove(key, type, lain.map(names.ensureCompartment));
  };

  return {
    flush() {
      entryWriter.flush();
      tally.flush();
    },
    forget() {
      entryWriter.forget();
      tally.forget();
    },
    write(version, before, generation = 0) {
      const { type, id, lastUpdated, deleted, text, compartments, entries } = version;
      const number = Number(version.versionId);
      const live = deleted ? 0 : 1;
      const inside = compartmentNames(compartments);
      const insideKeys = inside.map(names.ensureCompartment);
      const key =
        before?.key ?? Number(insertResource.run(type, id, number, lastUpdated, live, generation).lastInsertRowid);
      if (before?.live === 1) removeEntries(type, key);
      const { lastInsertRowid: sequence } = insertVersion.run(
        key,
        type,
        number,
        lastUpdated,
        deleted ? 1 : 0,
        encodeCompartments(compartments),
        text,
      );
      if (before !== undefined) advance.run(sequence, number, lastUpdated, live, generation, key);
      if (!deleted)
        entryWriter.insert({ resource: key, type, compartments: insideKeys, compartmentNames: inside }, entries);
      const hash = versionHash(version);
      tally.add({ type, bucket: bucketOf(type, id), compartments: insideKeys, hash, live: live - (before?.live ?? 0) });
    },
    reindex(type, before, entries, generation) {
      const inside = compartmentNames(decodeCompartments(compartmentsNow.get(before.key) ?? ''));
      const insideKeys = inside.map(names.ensureCompartment);
      entryWriter.remove(before.key, type, insideKeys);
      entryWriter.insert({ resource: before.key, type, compartments: insideKeys, compartmentNames: inside }, entries);
      setGeneration.run(generation, before.key);
    },
  };
}
