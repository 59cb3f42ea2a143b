import type { StoredVersion } from '@baseplate-epr/contracts';
import type { GivenOut } from './audit-trail.ts';
import { patientsOf, type TouchedVersion } from './touched.ts';

/** Versions that a long request has told something of, for one entry of the audit at its end. Nothing of their texts is kept until then. */
export interface ToldVersions {
  /** A version that was added before is counted once. */
  add(version: Omit<TouchedVersion, 'text' | 'compartments'>, patients: readonly string[]): void;
  /** What the audit says of them; undefined if there are none. */
  access(): Pick<GivenOut, 'versions' | 'patients'> | undefined;
}

/** Begins with none. */
export function toldVersions(): ToldVersions {
  const versions = new Map<string, TouchedVersion>();
  const all = new Set<string>();
  return {
    add({ type, id, versionId }, patients) {
      versions.set(`${type}/${id}`, { type, id, versionId, compartments: [], text: '' });
      for (const patient of patients) all.add(patient);
    },
    access: () => (versions.size === 0 ? undefined : { versions: [...versions.values()], patients: [...all] }),
  };
}

/** Adds versions whose texts are at hand. */
export function addTold(told: ToldVersions, versions: readonly StoredVersion[], baseUrl: string): void {
  for (const version of versions) told.add(version, patientsOf(version, baseUrl));
}
