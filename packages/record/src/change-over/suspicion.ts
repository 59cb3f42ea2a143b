import type { StoredVersion } from '@baseplate-epr/contracts';
import type { DigestComparison } from './comparison-types.ts';
import { bucketOf } from './version-hash.ts';
import { compartmentNames } from './version-parts.ts';

/** Says of which versions differing digests can be about. */
export interface Suspicion {
  /** Whether a version can be one that differs. */
  about(version: StoredVersion): boolean;
  readonly buckets: ReadonlySet<string>;
  /** Undefined where so many differ that they are not all named: then it can be any. */
  readonly compartments: ReadonlySet<string> | undefined;
}

/**
 * A version that differs makes a difference in every compartment it lies in, and one that lies in none in its bucket. So all others need
 * not be looked at.
 */
export function suspicionOf(buckets: DigestComparison, compartments: DigestComparison): Suspicion {
  const bucketNames = new Set(buckets.differing.map(({ name }) => name));
  const named = compartments.differing.length === compartments.different;
  const names = named ? new Set(compartments.differing.map(({ name }) => name)) : undefined;
  return {
    buckets: bucketNames,
    compartments: names,
    about(version) {
      const inside = compartmentNames(version);
      if (inside.length === 0) return bucketNames.has(bucketOf(version));
      return names === undefined || inside.some((name) => names.has(name));
    },
  };
}

/** Suspects every version, for a comparison that trusts no digest. */
export const everyVersion: Pick<Suspicion, 'about'> = { about: () => true };
