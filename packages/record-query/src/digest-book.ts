import type { DigestOptions, DigestResult, RangeDigest, StoredVersion } from '@baseplate-epr/contracts';
import { compareBytes } from './compare-bytes.ts';
import { requireLimit } from './require-limit.ts';
import { bucketOf, versionHash } from './version-hash.ts';

/** Sums of version hashes, kept as versions are added. */
export interface DigestBook {
  add(version: StoredVersion): void;
  read(options: DigestOptions): DigestResult;
}

interface Sum {
  versions: number;
  sum: bigint;
}

/** Makes an empty {@link DigestBook}. */
export function createDigestBook(): DigestBook {
  const sums = { bucket: new Map<string, Sum>(), compartment: new Map<string, Sum>() };
  return {
    add: (version) => {
      const hash = versionHash(version);
      addTo(sums.bucket, bucketOf(version), hash);
      const compartments = new Set(version.compartments.map(({ type, id }) => `${type}/${id}`));
      for (const compartment of compartments) addTo(sums.compartment, compartment, hash);
    },
    read: ({ by, after, limit }) => {
      requireLimit(limit);
      const names = [...sums[by].keys()]
        .filter((name) => after === undefined || compareBytes(name, after) > 0)
        .sort(compareBytes);
      const ranges = names.slice(0, limit).map((name) => describe(name, sums[by].get(name)));
      const last = ranges.at(-1);
      return names.length > limit && last !== undefined ? { ranges, next: last.name } : { ranges };
    },
  };
}

function addTo(sums: Map<string, Sum>, name: string, hash: bigint): void {
  const { versions, sum } = sums.get(name) ?? { versions: 0, sum: 0n };
  sums.set(name, { versions: versions + 1, sum: BigInt.asUintN(128, sum + hash) });
}

function describe(name: string, { versions, sum }: Sum = { versions: 0, sum: 0n }): RangeDigest {
  return { name, versions, sum: sum.toString(16).padStart(32, '0') };
}
