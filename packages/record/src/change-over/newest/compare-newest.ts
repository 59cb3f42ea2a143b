import type { RangeDigest, StoredVersion } from '@baseplate-epr/contracts';
import { ahead } from '../ahead.ts';
import type {
  ComparedRange,
  ComparedStore,
  CompareRecordsOptions,
  DigestComparison,
  RecordComparison,
  Side,
} from '../comparison-types.ts';
import { createFindings, type Findings } from '../findings.ts';
import { inParallel } from '../in-parallel.ts';
import { readChanges } from '../read-changes.ts';
import { bucketOf, writtenSum } from '../version-hash.ts';
import { compartmentNames, differingVersion } from '../version-parts.ts';
import { contentHash, contentOf } from './content-of.ts';
import { newestOfPage } from './newest-of-page.ts';

type Sums = Map<string, { versions: number; sum: bigint }>;

/** What the resources of one side say now, added up. */
interface Contents {
  readonly buckets: Sums;
  readonly compartments: Sums;
}

/**
 * Compares what is current in two stores, by content: version numbers, times, the order of members and deletions of what the other never had
 * are not looked at. The digests of the result are sums over what resources say now, by bucket and by patient.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw
 */
export async function compareNewest(options: Omit<CompareRecordsOptions, 'every'>): Promise<RecordComparison> {
  const { left, right, differenceLimit = 10_000, signal, onProgress } = options;
  const findings = createFindings(differenceLimit);
  const scan = async (side: Side, here: ComparedStore, there: ComparedStore): Promise<Contents> => {
    const contents: Contents = { buckets: new Map(), compartments: new Map() };
    let done = 0;
    for await (const { versions, unreadable, cursor } of ahead(readChanges({ store: here, limit: 1000, signal }))) {
      const newest = await newestOfPage(versions, here);
      for (const version of newest) if (!version.deleted) addTo(contents, version);
      await inParallel(newest, 16, (version) => compare(side, version, there, findings));
      if (unreadable !== undefined)
        findings.add({ kind: 'unreadable', side, reason: unreadable.reason, ...unreadable.version });
      if (unreadable !== undefined && cursor === undefined) break;
      done += versions.length;
      onProgress?.({ phase: side, done });
    }
    return contents;
  };
  const onLeft = await scan('left', left, right);
  const onRight = await scan('right', right, left);
  const { differences } = findings;
  const byContent = rangesOf(onLeft.compartments, onRight.compartments);
  return {
    same: differences.length === 0,
    buckets: comparisonOf('bucket', rangesOf(onLeft.buckets, onRight.buckets)),
    compartments: comparisonOf('compartment', byContent),
    byContent,
    differences,
    complete: !findings.isFull(),
    atRest: true,
  };
}

async function compare(side: Side, version: StoredVersion, there: ComparedStore, findings: Findings): Promise<void> {
  const { type, id } = version;
  const other = await there.read({ type, id });
  const otherSide = side === 'left' ? 'right' : 'left';
  const isLive = other !== undefined && !other.deleted;
  if (!isLive && version.deleted) return;
  if (other === undefined) findings.add({ kind: 'missing', missingIn: otherSide, ...differingVersion(version) });
  if (other === undefined || side === 'right') return;
  const parts = [
    ...(isLive !== !version.deleted ? (['deleted'] as const) : []),
    ...(isLive && !version.deleted && contentOf(other) !== contentOf(version) ? (['text'] as const) : []),
    ...(isLive && compartmentNames(other).join() !== compartmentNames(version).join()
      ? (['compartments'] as const)
      : []),
  ];
  if (parts.length > 0) findings.add({ kind: 'content', parts, ...differingVersion(version, other) });
}

function addTo({ buckets, compartments }: Contents, version: StoredVersion): void {
  const hash = contentHash(version);
  const add = (sums: Sums, name: string) => {
    const { versions, sum } = sums.get(name) ?? { versions: 0, sum: 0n };
    sums.set(name, { versions: versions + 1, sum: sum + hash });
  };
  add(buckets, bucketOf(version));
  for (const name of compartmentNames(version)) add(compartments, name);
}

function rangesOf(left: Sums, right: Sums): readonly ComparedRange[] {
  const digest = (sums: Sums, name: string): RangeDigest | undefined => {
    const found = sums.get(name);
    return found === undefined ? undefined : { name, versions: found.versions, sum: writtenSum(found.sum) };
  };
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  return names.map((name): ComparedRange => ({ name, left: digest(left, name), right: digest(right, name) }));
}

function comparisonOf(by: DigestComparison['by'], ranges: readonly ComparedRange[]): DigestComparison {
  const differing = ranges.filter((range) => range.left?.sum !== range.right?.sum);
  const versions = (side: Side) => ranges.reduce((all, range) => all + (range[side]?.versions ?? 0), 0);
  const sum = (side: Side) => writtenSum(ranges.reduce((all, range) => all + BigInt(`0x${range[side]?.sum ?? 0}`), 0n));
  return {
    by,
    ranges: ranges.length,
    different: differing.length,
    differing,
    versions: { left: versions('left'), right: versions('right') },
    sums: { left: sum('left'), right: sum('right') },
  };
}
