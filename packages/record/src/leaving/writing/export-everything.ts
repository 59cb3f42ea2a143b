import { join } from 'node:path';
import { BaseplateError } from '@baseplate-epr/contracts';
import { auditTrail } from '../../audit/audit-trail.ts';
import { intentNames } from '../../audit/intent-names.ts';
import { requireWanted } from '../../change-over/cancelled.ts';
import { archiveFormat } from '../format/archive-manifest.ts';
import { archivePaths } from '../format/archive-paths.ts';
import { requireWholeImport } from '../importing/require-whole-import.ts';
import { verifyArchive } from '../reading/verify-archive.ts';
import { type ArchiveFolder, openArchiveFolder } from './archive-folder.ts';
import { type ArchivePhase, archivePhases, noteProblem } from './archive-progress.ts';
import { onDisk } from './disk-error.ts';
import { exportAudit } from './export-audit.ts';
import { exportChecksums, sealOf } from './export-checksums.ts';
import { exportDigests } from './export-digests.ts';
import { exportDocuments } from './export-documents.ts';
import type { ExportOptions, ExportResult } from './export-options.ts';
import { exportRecords } from './export-records.ts';
import { exportRest } from './export-rest.ts';
import { putFile } from './flush-folder.ts';

const work: Readonly<Record<ArchivePhase, (folder: ArchiveFolder, options: ExportOptions) => Promise<void>>> = {
  records: exportRecords,
  digests: exportDigests,
  documents: exportDocuments,
  audit: exportAudit,
  rest: exportRest,
  checksums: exportChecksums,
};

/**
 * Writes everything that a record holds into a folder that a stranger can read: an export to leave with, or a backup to come back with.
 *
 * - *Online*: the record goes on being written. The folder holds it as it was at one place in `changes`: whole commits, and all of them.
 * - *Memory*: constant, however large the record.
 * - *Resumable*: after `kill -9`, a full disk or a stop, the same call goes on; what was half written does not count.
 * - *Audited*: the log says who takes everything before the first version is read, and at the end what was taken.
 * - *Verified*: only when all of it was read back and agrees, the seal is put, without which nothing takes the folder for an archive.
 *
 * @throws BaseplateError `input-invalid` if the folder holds something else; `precondition-failed` if the record itself is half imported; `storage-unavailable`; `storage-corrupt` if the record store
 * cannot be read to its end, or what was read back differs; `cancelled`
 */
export async function exportEverything(options: ExportOptions): Promise<ExportResult> {
  const { directory, kind, source, clock, onProgress, signal } = options;
  await requireWholeImport(options.stores.state);
  const format = archiveFormat.version;
  const folder = await openArchiveFolder(directory, { format, kind, source, began: clock.now() });
  if (!folder.isResumed) for (const problem of options.problems ?? []) noteProblem(folder.progress, problem);
  const told = auditOf(options);
  let finished = false;
  try {
    await told('unknown', folder.isResumed ? 'resumed' : 'begun; every patient');
    for (const phase of archivePhases.slice(archivePhases.indexOf(folder.progress.phase))) {
      await work[phase](folder, options);
      requireWanted(signal);
      const next = archivePhases[archivePhases.indexOf(phase) + 1];
      if (next !== undefined) folder.progress.phase = next;
      // The checksums are made anew whenever they are not sealed.
      if (next !== undefined) await folder.keep();
      else await folder.flush();
    }
    const seal = await onDisk(directory, () => sealOf(directory));
    const { faults, manifest } = await verifyArchive({ directory, seal, signal, onProgress });
    if (faults.length > 0 || manifest === undefined) {
      const [first] = faults;
      throw new BaseplateError({
        code: 'storage-corrupt',
        message: `What was written to ${directory} is not what is read back: ${first?.file} ${first?.reason}. Do not use it. Check the disk, and begin anew on another one.`,
      });
    }
    await onDisk(directory, () => putFile(join(directory, archivePaths.seal), `${seal}  ${archivePaths.checksums}\n`));
    finished = true;
    await told(
      'success',
      `complete; ${manifest.records.versions} versions, ${manifest.documents.files} documents; seal ${seal}`,
    );
    return { manifest, seal };
  } finally {
    await folder.close({ finished });
  }
}

function auditOf(options: ExportOptions): (outcome: 'success' | 'unknown', detail: string) => Promise<void> {
  const { stores, kind, by, clock, randomBytes } = options;
  const trail = auditTrail({
    append: async (entries) => {
      await stores.audit.append({ entries });
    },
    nameIntent: intentNames(),
    clock,
    requestId: Buffer.from(randomBytes(12)).toString('hex'),
    agent: by,
    purposeOfUse: 'HSYSADMIN',
  });
  return (outcome, detail) =>
    trail.event({ action: kind === 'export' ? 'export-everything' : 'backup', outcome, detail });
}
