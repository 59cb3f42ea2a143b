import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RangeDigest } from '@baseplate-epr/contracts';
import { requireWanted } from '../../change-over/cancelled.ts';
import { createRangeSums } from '../../change-over/range-sums.ts';
import { versionHash, writtenSum } from '../../change-over/version-hash.ts';
import { compartmentNames } from '../../change-over/version-parts.ts';
import type { ArchiveManifest } from '../format/archive-manifest.ts';
import { archivePaths, versionFiles } from '../format/archive-paths.ts';
import { createRangeSpill, type RangeSpill } from '../writing/range-spill.ts';
import type { ArchiveFindings } from './archive-findings.ts';
import { readLines } from './read-lines.ts';
import { readVersions } from './read-versions.ts';
import type { VerifyOptions } from './verify-archive.ts';

/** Computes every version's hash from its text, and with them the digests of every bucket and patient. */
export async function verifyRecords(
  options: VerifyOptions,
  manifest: ArchiveManifest,
  findings: ArchiveFindings,
): Promise<void> {
  const { directory } = options;
  const spillFolder = await mkdtemp(join(tmpdir(), 'baseplate-digests-'));
  const spill = createRangeSpill(spillFolder);
  try {
    const names = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'));
    const buckets = createRangeSums({ about: () => true, buckets: new Set(names), compartments: new Set() });
    for (const type of Object.keys(manifest.records.types)) {
      await verifyType(type, { ...options, manifest, findings, spill, buckets });
    }
    const computed = names.map((name) => buckets.bucket(name)).filter(({ versions }) => versions > 0);
    await compare(directory, archivePaths.buckets, listOf(computed), findings);
    await compare(directory, archivePaths.compartments, spill.ranges(), findings);
  } finally {
    await rm(spillFolder, { recursive: true, force: true });
  }
}

interface TypeOptions extends VerifyOptions {
  readonly manifest: ArchiveManifest;
  readonly findings: ArchiveFindings;
  readonly spill: RangeSpill;
  readonly buckets: ReturnType<typeof createRangeSums>;
}

async function verifyType(type: string, options: TypeOptions): Promise<void> {
  const { directory, manifest, findings, spill, buckets, signal } = options;
  const { resources, versions: file } = versionFiles(type);
  const counted = { versions: 0, deletions: 0 };
  let before = 0;
  for await (const version of readVersions(directory, type)) {
    if (counted.versions % 1000 === 0) requireWanted(signal);
    const hash = versionHash(version);
    counted.versions += 1;
    if (version.deleted) counted.deletions += 1;
    if (writtenSum(hash) !== version.hash) {
      findings.add(resources, `${type}/${version.id}/_history/${version.versionId} does not have its hash`);
    }
    if (version.order <= before) findings.add(file, 'is not in commit order');
    before = version.order;
    buckets.add(version);
    for (const name of compartmentNames(version)) await spill.add(name, hash);
  }
  const expected = manifest.records.types[type];
  if (expected?.versions !== counted.versions || expected.deletions !== counted.deletions) {
    findings.add(
      file,
      `has ${counted.versions} versions (${counted.deletions} deletions); the manifest says ${expected?.versions} (${expected?.deletions})`,
    );
  }
}

async function compare(
  directory: string,
  file: string,
  computed: AsyncGenerator<RangeDigest, void, undefined>,
  findings: ArchiveFindings,
): Promise<void> {
  for await (const line of readLines(createReadStream(join(directory, file)))) {
    const written: RangeDigest = JSON.parse(line);
    const { value } = await computed.next();
    if (value?.name === written.name && value.versions === written.versions && value.sum === written.sum) continue;
    findings.add(file, `${written.name}: the versions here do not add up to its digest`);
    await computed.return();
    return;
  }
  if (!(await computed.next()).done) findings.add(file, 'has fewer digests than the versions here make');
}

async function* listOf(ranges: readonly RangeDigest[]): AsyncGenerator<RangeDigest, void, undefined> {
  yield* ranges;
}
