import type { ArchiveManifest } from '../format/archive-manifest.ts';
import { onDisk } from '../writing/disk-error.ts';
import type { ExportProgress } from '../writing/export-options.ts';
import { type ArchiveFault, createFindings } from './archive-findings.ts';
import { readManifest } from './read-manifest.ts';
import { verifyAuditChains } from './verify-audit-chains.ts';
import { verifyChecksums } from './verify-checksums.ts';
import { verifyDocuments } from './verify-documents.ts';
import { verifyRecords } from './verify-records.ts';

/** What to verify. */
export interface VerifyOptions {
  readonly directory: string;
  /** Of an archive that is not sealed yet: what its seal will say. */
  readonly seal?: string;
  readonly signal?: AbortSignal;
  onProgress?(progress: ExportProgress): void;
}

/** What was found. */
export interface ArchiveVerification {
  /** Empty if the archive is whole. */
  readonly faults: readonly ArchiveFault[];
  readonly seal: string;
  /** Absent if there are faults that keep it from being read. */
  readonly manifest?: ArchiveManifest;
}

/**
 * Reads an archive from end to end: the checksum of every file; then, from the texts alone, the hash of every version, the digests of every
 * bucket and patient, the document of every Binary, and every audit chain with its signed ends. In constant memory. Needs nothing but the folder.
 *
 * @throws BaseplateError `input-invalid` if it is no finished archive, or of another format; `storage-unavailable`; `cancelled`
 */
export async function verifyArchive(options: VerifyOptions): Promise<ArchiveVerification> {
  const { directory } = options;
  return onDisk(directory, async () => {
    const findings = createFindings();
    const seal = await verifyChecksums(options, findings);
    // What stands in files that have changed says nothing more.
    if (findings.faults.length > 0) return { faults: findings.faults, seal };
    const manifest = await readManifest(directory);
    await verifyRecords(options, manifest, findings);
    await verifyDocuments(options, manifest, findings);
    await verifyAuditChains(options, manifest, findings);
    return { faults: findings.faults, seal, manifest };
  });
}
