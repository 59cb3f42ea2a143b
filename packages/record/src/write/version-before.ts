import type { StoredVersion } from '@baseplate-epr/contracts';
import { patientsOf } from '../audit/touched.ts';
import type { RecordParts } from '../session/record-parts.ts';

/** What is to be known of a version by whoever writes the next one. Its text is no part of it, and may be let go before the commit. */
export interface VersionBefore extends Pick<StoredVersion, 'versionId' | 'lastUpdated' | 'deleted'> {
  /** Who is written about with the next version as well. */
  readonly patients: readonly string[];
}

/** Reads the whole text for the patients it refers to. */
export function versionBefore(parts: Pick<RecordParts, 'baseUrl'>, version: StoredVersion): VersionBefore {
  const { versionId, lastUpdated, deleted } = version;
  return { versionId, lastUpdated, deleted, patients: patientsOf(version, parts.baseUrl()) };
}
