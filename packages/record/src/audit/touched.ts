import type { StoredVersion } from '@baseplate-epr/contracts';
import { patientsNamed } from './patients-named.ts';

/** The parts of a version that the audit looks at; of the text it keeps which patients it refers to. */
export type TouchedVersion = Pick<StoredVersion, 'type' | 'id' | 'versionId' | 'compartments' | 'text'> & {
  /** What a write takes the place of: its patients are written about as well. */
  readonly previous?: Pick<StoredVersion, 'compartments' | 'text'> | undefined;
};

/** The members of an audit entry that say what was touched. */
export interface Touched {
  readonly patients: readonly string[];
  readonly resources: readonly string[];
  readonly resourceCount: number;
}

const cut = 1000;

/**
 * Names every patient in whose compartment a version lies or to whom it refers, and every version up to the 1,000 that an entry may hold.
 *
 * @param baseUrl - of this record.
 */
export function touched(versions: readonly TouchedVersion[], baseUrl: string): Touched {
  const patients = new Set<string>();
  for (const version of versions) {
    const { type, id, previous } = version;
    if (type === 'Patient') patients.add(id);
    for (const { compartments, text } of previous === undefined ? [version] : [version, previous]) {
      for (const one of compartments) if (one.type === 'Patient') patients.add(one.id);
      // A Binary holds bytes, and lies in the compartments of what protects it.
      if (type !== 'Binary') for (const one of patientsNamed(text, baseUrl)) patients.add(one);
    }
  }
  return {
    patients: [...patients].sort(),
    resources: versions.slice(0, cut).map(({ type, id, versionId }) => `${type}/${id}/_history/${versionId}`),
    resourceCount: versions.length,
  };
}
