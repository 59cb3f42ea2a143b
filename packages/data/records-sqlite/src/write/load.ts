import { BaseplateError, type IndexedVersion, type LoadOptions, type LoadResult } from '@baseplate-epr/contracts';
import { compartmentNames, decodeCompartments } from './compartment-names.ts';
import type { Writer } from './writer.ts';

interface PresentVersion {
  readonly lastUpdated: number;
  readonly deleted: number;
  readonly compartments: string;
  readonly text: string;
}

const selectPresent =
  'SELECT last_updated AS lastUpdated, deleted, compartments, text FROM version WHERE resource = ? AND version = ?';

/** Takes over versions as they are, inside the write transaction. A throw undoes the whole call. */
export function applyLoad(writer: Writer, { versions, generation = 0 }: LoadOptions): LoadResult {
  const present = writer.connection.database.prepare<[number, number], PresentVersion>(selectPresent);
  let loaded = 0;
  for (const version of versions) {
    const before = writer.resources.find(version.type, version.id);
    const number = Number(version.versionId);
    if (before !== undefined && number <= before.version) {
      if (!isSame(present.get(before.key, number), version)) throw loadConflict('differs from the one that is there');
    } else {
      if (number !== (before?.version ?? 0) + 1) throw loadConflict('does not follow the newest one that is there');
      writer.versions.write(version, before, generation);
      loaded += 1;
    }
  }
  writer.versions.flush();
  return { loaded, present: versions.length - loaded };
}

function isSame(present: PresentVersion | undefined, version: IndexedVersion): boolean {
  if (present === undefined) return false;
  const names = [...compartmentNames(decodeCompartments(present.compartments))].sort().join(' ');
  return (
    present.lastUpdated === version.lastUpdated &&
    (present.deleted === 1) === version.deleted &&
    present.text === version.text &&
    names === [...compartmentNames(version.compartments)].sort().join(' ')
  );
}

function loadConflict(why: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `A version to load ${why}. Nothing of this call was written. Compare the two stores before loading again.`,
  });
}
