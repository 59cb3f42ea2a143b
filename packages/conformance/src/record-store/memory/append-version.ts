import type { IndexedVersion, StoredVersion } from '@baseplate-epr/contracts';
import { nameOf } from '@baseplate-epr/record-query';
import type { MemoryRecordDisk } from './memory-record-disk.ts';

/** Adds a version that is known to be the next of its resource. */
export function appendVersion(disk: MemoryRecordDisk, indexed: IndexedVersion, generation = 0): void {
  const { entries, ...given } = structuredClone(indexed);
  const version: StoredVersion = Object.freeze(given);
  const name = nameOf(version);
  disk.log.push(version);
  const versions = disk.versions.get(name);
  if (versions === undefined) disk.versions.set(name, [version]);
  else versions.push(version);
  disk.current.set(name, { version, entries, generation });
  disk.digests.add(version);
}
