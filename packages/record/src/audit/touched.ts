import type { StoredVersion } from '@baseplate-epr/contracts';

/** The parts of a version that the audit names. */
export type TouchedVersion = Pick<StoredVersion, 'type' | 'id' | 'versionId' | 'compartments'>;

/** The members of an audit entry that say what was touched. */
export interface Touched {
  readonly patients: readonly string[];
  readonly resources: readonly string[];
  readonly resourceCount: number;
}

const cut = 1000;

/** Names every patient in whose compartment a version lies, and every version up to the 1,000 that an entry may hold. */
export function touched(versions: readonly TouchedVersion[]): Touched {
  const patients = new Set<string>();
  for (const version of versions) {
    if (version.type === 'Patient') patients.add(version.id);
    for (const { type, id } of version.compartments) if (type === 'Patient') patients.add(id);
  }
  return {
    patients: [...patients].sort(),
    resources: versions.slice(0, cut).map(({ type, id, versionId }) => `${type}/${id}/_history/${versionId}`),
    resourceCount: versions.length,
  };
}
