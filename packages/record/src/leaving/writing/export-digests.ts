import { join } from 'node:path';
import type { RangeDigest } from '@baseplate-epr/contracts';
import { requireWanted } from '../../change-over/cancelled.ts';
import { bucketOf, writtenSum } from '../../change-over/version-hash.ts';
import { archivePaths } from '../format/archive-paths.ts';
import { readVersionFacts } from '../reading/read-versions.ts';
import type { ArchiveFolder } from './archive-folder.ts';
import { noteProblem } from './archive-progress.ts';
import { confirmBuckets } from './confirm-buckets.ts';
import type { ExportOptions } from './export-options.ts';
import { createRangeSpill } from './range-spill.ts';

/**
 * Adds up the digests of what was written, by bucket and by patient, and compares the buckets with the digests that the store has kept
 * since its versions were written: what the store gave out otherwise than it was given shows.
 */
export async function exportDigests(folder: ArchiveFolder, options: ExportOptions): Promise<void> {
  const { directory, progress } = folder;
  const { stores, signal, onProgress } = options;
  const buckets = new Map<string, { versions: number; sum: bigint }>();
  const compartments = createRangeSpill(join(directory, archivePaths.unfinished, 'compartments'));
  let done = 0;
  await compartments.close();
  for (const type of Object.keys(progress.types).sort()) {
    for await (const { id, hash, compartments: names } of readVersionFacts(directory, type)) {
      const number = BigInt(`0x${hash}`);
      const name = bucketOf({ type, id });
      const { versions, sum } = buckets.get(name) ?? { versions: 0, sum: 0n };
      buckets.set(name, { versions: versions + 1, sum: sum + number });
      for (const one of new Set(names)) await compartments.add(one, number);
      done += 1;
      if (done % 10_000 !== 0) continue;
      requireWanted(signal);
      onProgress?.({ phase: 'digests', done, total: progress.order });
    }
  }
  // Files also where there is nothing to put in.
  for (const path of [archivePaths.buckets, archivePaths.compartments]) await folder.append(path, '');
  const ranges: RangeDigest[] = [...buckets]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, { versions, sum }]) => ({ name, versions, sum: writtenSum(sum) }));
  for (const range of ranges) await folder.append(archivePaths.buckets, `${JSON.stringify(range)}\n`);
  let count = 0;
  for await (const range of compartments.ranges()) {
    await folder.append(archivePaths.compartments, `${JSON.stringify(range)}\n`);
    count += 1;
  }
  await compartments.close();

  const { confirmed, differing } = await confirmBuckets({
    records: stores.records,
    ranges,
    after: progress.cursor,
    signal,
  });
  for (const { name } of differing) {
    noteProblem(progress, {
      what: `bucket ${name}`,
      reason:
        'The versions that the store gave out do not add up to the digest that it has kept since they were written.',
    });
  }
  const sum = writtenSum([...buckets.values()].reduce((total, one) => total + one.sum, 0n));
  progress.records = { compartments: count, sum, buckets: ranges.length, bucketsConfirmed: confirmed };
}
