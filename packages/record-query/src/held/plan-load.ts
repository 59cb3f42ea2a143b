import {
  BaseplateError,
  type IndexedVersion,
  type LoadOptions,
  type LoadResult,
  type StoredVersion,
} from '@baseplate-epr/contracts';
import { nameOf } from '../resources.ts';
import type { HeldRecord } from './held-record.ts';
import type { Plan } from './plan-commit.ts';

/** Plans to take over versions as they are. @throws BaseplateError `load-conflict` if one differs from what is there, or leaves a gap */
export function planLoad(held: HeldRecord, { versions, generation = 0 }: LoadOptions): Plan<LoadResult> {
  const fresh: IndexedVersion[] = [];
  const lengths = new Map<string, number>();
  for (const version of versions) {
    const name = nameOf(version);
    const present = held.versions.get(name)?.[Number(version.versionId) - 1];
    if (present !== undefined) {
      if (!isSame(present, version)) throw loadConflict('differs from the one that is there');
      continue;
    }
    const length = lengths.get(name) ?? held.versions.get(name)?.length ?? 0;
    if (version.versionId !== String(length + 1)) throw loadConflict('does not follow the newest one that is there');
    lengths.set(name, length + 1);
    fresh.push(version);
  }
  const result = { loaded: fresh.length, present: versions.length - fresh.length };
  return fresh.length === 0 ? { result } : { result, change: { kind: 'versions', versions: fresh, generation } };
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
