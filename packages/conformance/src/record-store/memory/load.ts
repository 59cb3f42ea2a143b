import {
  BaseplateError,
  type IndexedVersion,
  type LoadOptions,
  type LoadResult,
  type StoredVersion,
} from '@baseplate-epr/contracts';
import { nameOf } from '@baseplate-epr/record-query';
import { appendVersion } from './append-version.ts';
import type { MemoryRecordDisk } from './memory-record-disk.ts';

/** Takes over versions as they are: first looks at all of them, then writes. */
export function load(disk: MemoryRecordDisk, { versions }: LoadOptions): LoadResult {
  const fresh: IndexedVersion[] = [];
  const lengths = new Map<string, number>();
  for (const version of versions) {
    const name = nameOf(version);
    const present = disk.versions.get(name)?.[Number(version.versionId) - 1];
    if (present !== undefined) {
      if (!isSame(present, version)) throw loadConflict('differs from the one that is there');
      continue;
    }
    const length = lengths.get(name) ?? disk.versions.get(name)?.length ?? 0;
    if (version.versionId !== String(length + 1)) throw loadConflict('does not follow the newest one that is there');
    lengths.set(name, length + 1);
    fresh.push(version);
  }
  for (const version of fresh) appendVersion(disk, version);
  return { loaded: fresh.length, present: versions.length - fresh.length };
}

function isSame(left: StoredVersion, right: StoredVersion): boolean {
  return (
    left.versionId === right.versionId &&
    left.lastUpdated === right.lastUpdated &&
    left.deleted === right.deleted &&
    left.text === right.text &&
    compartmentNames(left) === compartmentNames(right)
  );
}

function compartmentNames({ compartments }: StoredVersion): string {
  return JSON.stringify(compartments.map(nameOf).sort());
}

function loadConflict(why: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `A version to load ${why}. Nothing of this call was written. Compare the two stores before loading again.`,
  });
}
