import type { IndexedVersion, ResourceKey, StoredVersion } from '@baseplate-epr/contracts';

/** The place of a version that follows another. */
export interface NextVersion extends ResourceKey {
  readonly versionId: string;
  /** Milliseconds since 1970; never before the version it follows, whatever the clock says. */
  readonly lastUpdated: number;
}

/** The version after `previous`, or the first. */
export function nextVersion(
  { type, id }: ResourceKey,
  previous: Pick<StoredVersion, 'versionId' | 'lastUpdated'> | undefined,
  now: number,
): NextVersion {
  if (previous === undefined) return { type, id, versionId: '1', lastUpdated: now };
  return {
    type,
    id,
    versionId: String(Number(previous.versionId) + 1),
    lastUpdated: Math.max(now, previous.lastUpdated),
  };
}

/** The deletion that follows a version. */
export function deletionOf(previous: StoredVersion, now: number): IndexedVersion {
  return {
    ...nextVersion(previous, previous, now),
    deleted: true,
    text: '',
    compartments: previous.compartments,
    entries: [],
  };
}
