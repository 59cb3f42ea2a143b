import type { RangeDigest } from '@baseplate-epr/contracts';
import { ahead } from './ahead.ts';
import type { ComparedRange, ComparedStore, DifferingVersion, DigestComparison, Side } from './comparison-types.ts';
import type { Findings } from './findings.ts';
import type { RangeSums } from './range-sums.ts';
import { readChanges } from './read-changes.ts';
import { bucketOf } from './version-hash.ts';
import { compartmentNames, differingVersion } from './version-parts.ts';

/** Where damage is looked for. */
export interface DamageOptions {
  readonly side: Side;
  readonly store: ComparedStore;
  readonly buckets: DigestComparison;
  readonly compartments: DigestComparison;
  /** Of every version that the store gave out. */
  readonly sums: RangeSums;
  readonly findings: Findings;
  readonly signal: AbortSignal | undefined;
}

const namedSuspects = 10;

/**
 * Finds buckets whose versions do not add up to the digest that the store has kept since they were written, and what in them it can be
 * about: resources all of whose compartments do not add up either.
 */
export async function findDamage(options: DamageOptions): Promise<void> {
  const { side, store, buckets, compartments, sums, findings, signal } = options;
  const kept = ({ name, [side]: digest }: ComparedRange): RangeDigest =>
    digest ?? { name, versions: 0, sum: '0'.repeat(32) };
  const isOff = (before: RangeDigest, now: RangeDigest) => before.sum !== now.sum || before.versions !== now.versions;
  const offBuckets = buckets.differing.filter((range) => isOff(kept(range), sums.bucket(range.name)));
  if (offBuckets.length === 0) return;
  const suspects = new Map(offBuckets.map(({ name }) => [name, new Map<string, DifferingVersion>()]));
  const offCompartments = new Set(
    compartments.differing.filter((range) => isOff(kept(range), sums.compartment(range.name))).map(({ name }) => name),
  );
  for await (const { versions } of ahead(readChanges({ store, limit: 1000, signal }))) {
    for (const version of versions) {
      const found = suspects.get(bucketOf(version));
      const name = `${version.type}/${version.id}/${version.versionId}`;
      if (found === undefined || found.size >= namedSuspects) continue;
      if (compartmentNames(version).every((one) => offCompartments.has(one)))
        found.set(name, differingVersion(version));
    }
  }
  for (const [bucket, found] of suspects)
    findings.add({ kind: 'damaged', side, bucket, suspects: [...found.values()] });
}
