import type { RangeDigest, RecordStore } from '@baseplate-epr/contracts';
import type { ComparedRange, DigestComparison } from './comparison-types.ts';
import { digestRanges } from './digest-ranges.ts';
import { writtenSum } from './version-hash.ts';

/** What to compare. */
export interface CompareDigestsOptions {
  readonly left: Pick<RecordStore, 'digest'>;
  readonly right: Pick<RecordStore, 'digest'>;
  readonly by: 'bucket' | 'compartment';
  readonly signal?: AbortSignal;
  /** Called now and then with the ranges compared so far. */
  onProgress?(ranges: number): void;
  /** Called with every range, whether it differs or not, in bytewise order of the names. */
  onRanges?(ranges: ComparedRange): void;
}

const namedRanges = 10_000;
const progressEvery = 1000;

/**
 * Compares the digests that two stores keep. By bucket that is one short question to each store, however much they hold; by compartment
 * it takes a page for every 10,000 patients. Reads no versions and holds two pages in memory.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw
 */
export async function compareDigests(options: CompareDigestsOptions): Promise<DigestComparison> {
  const { by, signal, onProgress, onRanges } = options;
  const left = digestRanges(options.left, by, signal);
  const right = digestRanges(options.right, by, signal);
  const differing: ComparedRange[] = [];
  const versions = { left: 0, right: 0 };
  const sums = { left: 0n, right: 0n };
  let ranges = 0;
  let different = 0;

  const note = (name: string, onLeft: RangeDigest | undefined, onRight: RangeDigest | undefined) => {
    ranges += 1;
    versions.left += onLeft?.versions ?? 0;
    versions.right += onRight?.versions ?? 0;
    sums.left += BigInt(`0x${onLeft?.sum ?? '0'}`);
    sums.right += BigInt(`0x${onRight?.sum ?? '0'}`);
    if (ranges % progressEvery === 0) onProgress?.(ranges);
    onRanges?.({ name, left: onLeft, right: onRight });
    if (onLeft?.sum === onRight?.sum && onLeft?.versions === onRight?.versions) return;
    different += 1;
    if (differing.length < namedRanges) differing.push({ name, left: onLeft, right: onRight });
  };

  let [onLeft, onRight] = await Promise.all([left.next(), right.next()]);
  while (!onLeft.done || !onRight.done) {
    const order = orderOf(onLeft, onRight);
    if (!onLeft.done && order <= 0) note(onLeft.value.name, onLeft.value, rightOf(order === 0, onRight));
    else if (!onRight.done) note(onRight.value.name, undefined, onRight.value);
    [onLeft, onRight] = await Promise.all([order <= 0 ? left.next() : onLeft, order >= 0 ? right.next() : onRight]);
  }
  onProgress?.(ranges);
  return {
    by,
    ranges,
    different,
    differing,
    versions,
    sums: { left: writtenSum(sums.left), right: writtenSum(sums.right) },
  };
}

type Next = IteratorResult<RangeDigest, void>;

function rightOf(wanted: boolean, next: Next): RangeDigest | undefined {
  return wanted && !next.done ? next.value : undefined;
}

/** Negative if the left range comes first in bytewise order, positive if the right does, 0 if they are the same. */
function orderOf(left: Next, right: Next): number {
  if (left.done) return 1;
  if (right.done) return -1;
  return left.value.name === right.value.name
    ? 0
    : Buffer.compare(Buffer.from(left.value.name), Buffer.from(right.value.name));
}
