import { setTimeout } from 'node:timers/promises';
import type { RangeDigest, RecordStore } from '@baseplate-epr/contracts';
import { digestRanges } from '../../change-over/digest-ranges.ts';
import { readChanges } from '../../change-over/read-changes.ts';
import { bucketOf, versionHash, writtenSum } from '../../change-over/version-hash.ts';

/** What to compare. */
export interface ConfirmBucketsOptions {
  readonly records: Pick<RecordStore, 'changes' | 'digest'>;
  /** Digests of what was read up to a place in `changes`, by bucket. */
  readonly ranges: readonly RangeDigest[];
  /** That place; empty is the beginning. */
  readonly after: string;
  readonly signal: AbortSignal | undefined;
}

interface Sum {
  versions: number;
  sum: bigint;
}

const rounds = 20;
const pause = 50;

/**
 * Compares digests of what was read with those of a store that is in use. What was written since is read as well, and added; a bucket that
 * nothing was written to in between can be compared then. The others are tried again.
 */
export async function confirmBuckets(
  options: ConfirmBucketsOptions,
): Promise<{ readonly confirmed: number; readonly differing: readonly RangeDigest[] }> {
  const { records, ranges, signal } = options;
  const sums = new Map<string, Sum>(
    ranges.map(({ name, versions, sum }) => [name, { versions, sum: BigInt(`0x${sum}`) }]),
  );
  const open = new Set(sums.keys());
  const differing: RangeDigest[] = [];
  let after = options.after === '' ? undefined : options.after;
  let confirmed = 0;
  for (let round = 0; round < rounds && open.size > 0; round += 1) {
    if (round > 0) await setTimeout(pause);
    const before = await bucketsOf(records, signal);
    if (round === 0) for (const name of before.keys()) open.add(name);
    for await (const { versions, cursor } of readChanges({ store: records, after, limit: 1000, signal })) {
      for (const version of versions) {
        const name = bucketOf(version);
        const sum = sums.get(name) ?? { versions: 0, sum: 0n };
        sums.set(name, { versions: sum.versions + 1, sum: sum.sum + versionHash(version) });
      }
      after = cursor ?? after;
    }
    const now = await bucketsOf(records, signal);
    for (const name of open) {
      const kept = now.get(name);
      if (before.get(name)?.sum !== kept?.sum) continue;
      open.delete(name);
      const { versions, sum } = sums.get(name) ?? { versions: 0, sum: 0n };
      if (kept?.versions === versions && kept.sum === writtenSum(sum)) confirmed += 1;
      else differing.push({ name, versions, sum: writtenSum(sum) });
    }
  }
  return { confirmed, differing };
}

async function bucketsOf(
  records: Pick<RecordStore, 'digest'>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, RangeDigest>> {
  const found = new Map<string, RangeDigest>();
  for await (const range of digestRanges(records, 'bucket', signal)) found.set(range.name, range);
  return found;
}
