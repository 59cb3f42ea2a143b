import { compareDigests } from './compare-digests.ts';
import type { CompareRecordsOptions, DigestComparison, RecordComparison, Side } from './comparison-types.ts';
import { findDamage } from './find-damage.ts';
import { createFindings } from './findings.ts';
import { createRangeSums } from './range-sums.ts';
import { scanSide } from './scan-side.ts';
import { everyVersion, suspicionOf } from './suspicion.ts';

/**
 * Compares two record stores: the digests they keep, by bucket and by patient, and where those differ the very versions, both ways.
 *
 * Where all digests are equal, no version is read, unless `every` asks for it. Else each store is read through once, and of the other
 * store only what the differing digests can be about. Memory does not grow with the number of versions.
 *
 * Index entries are not compared: no store gives them out; `checkAnswers` asks for what they find. Nothing need be at rest, but what is written during the comparison may be told
 * as a difference; `atRest` says so.
 *
 * @throws BaseplateError `cancelled`; whatever the stores throw, but for what they cannot read, which is a difference
 */
export async function compareRecords(options: CompareRecordsOptions): Promise<RecordComparison> {
  const { left, right, signal, onProgress, every = false, differenceLimit = 10_000 } = options;
  const digests = (by: 'bucket' | 'compartment') =>
    compareDigests({ left, right, by, signal, onProgress: (done) => onProgress?.({ phase: 'digests', done }) });
  const buckets = await digests('bucket');
  const compartments = await digests('compartment');
  const equal = buckets.different === 0 && compartments.different === 0;
  if (equal && !every) return { same: true, buckets, compartments, differences: [], complete: true, atRest: true };

  const findings = createFindings(differenceLimit);
  const suspicion = suspicionOf(buckets, compartments);
  const stores = { left, right };
  const sums = { left: createRangeSums(suspicion), right: createRangeSums(suspicion) };
  const scan = (side: Side) =>
    scanSide({
      side,
      here: stores[side],
      there: stores[side === 'left' ? 'right' : 'left'],
      suspicion: every ? everyVersion : suspicion,
      findings,
      signal,
      onVersion: (version) => sums[side].add(version),
      onPage: (done) => onProgress?.({ phase: side, done, total: buckets.versions[side] }),
    });
  const readLeft = await scan('left');
  const readRight = await scan('right');
  const atRest = isSame(buckets, await digests('bucket'));
  for (const side of ['left', 'right'] as const) {
    const read = side === 'left' ? readLeft : readRight;
    if (atRest && read) {
      await findDamage({ side, store: stores[side], buckets, compartments, sums: sums[side], findings, signal });
    }
  }
  const { differences } = findings;
  const complete = readLeft && readRight && !findings.isFull();
  return { same: equal && differences.length === 0, buckets, compartments, differences, complete, atRest };
}

function isSame(before: DigestComparison, after: DigestComparison): boolean {
  return before.sums.left === after.sums.left && before.sums.right === after.sums.right;
}
