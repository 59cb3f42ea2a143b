import { compareRecords } from '../../change-over/compare-records.ts';
import type { NamedFailure } from '../../change-over/copy-types.ts';
import { compareDocuments } from '../../change-over/documents/compare-documents.ts';
import { gatherReconciliation } from '../../change-over/report/gather-reconciliation.ts';
import { reconciliationReport } from '../../change-over/report/reconciliation-report.ts';
import type { ReconciliationReport } from '../../change-over/report/report-types.ts';
import { archiveDocuments } from '../reading/archive-documents.ts';
import type { ArchiveRecords } from '../reading/archive-records.ts';
import { archiveReportSide } from '../reading/archive-report-side.ts';
import { compareAudit } from './import-audit.ts';
import type { ImportOptions } from './import-options.ts';

/** What the copy has told. */
export interface ImportedVersions {
  readonly rejected: readonly NamedFailure[];
  readonly unindexed: readonly NamedFailure[];
}

/**
 * Compares an archive with the record it came to as two stores are compared at a change-over, and puts what was found into the same report.
 *
 * @returns the report, and whether the record holds exactly what the archive holds
 */
export async function reconcileImport(
  options: ImportOptions,
  archived: ArchiveRecords,
  imported: ImportedVersions,
): Promise<{ readonly report: ReconciliationReport; readonly same: boolean }> {
  const { archive, stores, clock, signal, onProgress, randomBytes } = options;
  const { directory, manifest } = archive;
  const records = await compareRecords({
    left: archived,
    right: stores.records,
    differenceLimit: 1000,
    signal,
    onProgress: ({ done, total }) =>
      onProgress?.({ phase: 'comparison', done, ...(total === undefined ? {} : { total }) }),
  });
  const documents = await compareDocuments({ left: archiveDocuments(directory), right: stores.documents, signal });
  const audit = await compareAudit(options);
  const gathered = await gatherReconciliation({
    left: archiveReportSide(archived, manifest),
    right: stores.records,
    records,
    clock,
    random: () => Buffer.from(randomBytes(4)).readUInt32BE() / 2 ** 32,
    signal,
  });
  const report = reconciliationReport({
    organisation: manifest.assembly.organisation.name,
    at: clock.now(),
    sides: { left: `the archive of ${new Date(manifest.mark.time).toISOString()}`, right: 'the record it came to' },
    records,
    documents,
    gathered,
    ...imported,
    others: [
      {
        store: 'audit',
        name: 'Audit log',
        facts: [
          { label: 'Entries', left: String(manifest.audit.entries), right: String(audit.entries) },
          { label: 'Chains of the archive', left: String(manifest.audit.chains), right: String(audit.chains) },
        ],
        differences: audit.faults,
      },
    ],
    loss: manifest.problems.map(({ what, reason }) => `${what}: ${reason} (told by the export)`),
  });
  const { rejected, unindexed } = imported;
  const all = rejected.length + unindexed.length + audit.faults.length === 0;
  return { report, same: all && records.same && documents.same };
}
