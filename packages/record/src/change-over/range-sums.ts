import type { RangeDigest, StoredVersion } from '@baseplate-epr/contracts';
import type { Suspicion } from './suspicion.ts';
import { bucketOf, versionHash, writtenSum } from './version-hash.ts';
import { compartmentNames } from './version-parts.ts';

/** Adds up the digests of some ranges from the versions themselves. */
export interface RangeSums {
  add(version: StoredVersion): void;
  /** What the versions that were added make of a bucket or a compartment. */
  bucket(name: string): RangeDigest;
  compartment(name: string): RangeDigest;
}

interface Sum {
  versions: number;
  sum: bigint;
}

/** Makes sums of the ranges that differ. */
export function createRangeSums({ buckets, compartments }: Suspicion): RangeSums {
  const ofBuckets = new Map<string, Sum>();
  const ofCompartments = new Map<string, Sum>();
  return {
    add(version) {
      const bucket = bucketOf(version);
      const inside = compartmentNames(version).filter((name) => compartments?.has(name));
      if (!buckets.has(bucket) && inside.length === 0) return;
      const hash = versionHash(version);
      if (buckets.has(bucket)) addTo(ofBuckets, bucket, hash);
      for (const name of inside) addTo(ofCompartments, name, hash);
    },
    bucket: (name) => digestOf(name, ofBuckets.get(name)),
    compartment: (name) => digestOf(name, ofCompartments.get(name)),
  };
}

function addTo(sums: Map<string, Sum>, name: string, hash: bigint): void {
  const { versions, sum } = sums.get(name) ?? { versions: 0, sum: 0n };
  sums.set(name, { versions: versions + 1, sum: sum + hash });
}

function digestOf(name: string, { versions, sum }: Sum = { versions: 0, sum: 0n }): RangeDigest {
  return { name, versions, sum: writtenSum(sum) };
}
