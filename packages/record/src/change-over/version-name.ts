import type { ResourceKey, StoredVersion } from '@baseplate-epr/contracts';

/** Names one version of one resource. */
export interface VersionName extends ResourceKey {
  readonly versionId: string;
}

/** The name of a version. */
export function nameOfVersion({ type, id, versionId }: StoredVersion): VersionName {
  return { type, id, versionId };
}

/** `Type/id`. */
export function resourceName({ type, id }: ResourceKey): string {
  return `${type}/${id}`;
}
