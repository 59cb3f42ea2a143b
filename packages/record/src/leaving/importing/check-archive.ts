import { BaseplateError } from '@baseplate-epr/contracts';
import type { ArchiveManifest } from '../format/archive-manifest.ts';
import { verifyArchive } from '../reading/verify-archive.ts';
import { requireSeal } from '../reading/verify-checksums.ts';
import { onDisk } from '../writing/disk-error.ts';
import type { ImportOptions, ImportPurpose } from './import-options.ts';

/** An archive that was read from end to end and is as it was written. */
export interface CheckedArchive {
  readonly directory: string;
  readonly purpose: ImportPurpose;
  readonly manifest: ArchiveManifest;
  readonly seal: string;
}

/** Which archive, and what it is to be brought for. */
export interface CheckArchiveOptions extends Pick<ImportOptions, 'signal' | 'onProgress'> {
  readonly directory: string;
  readonly purpose: ImportPurpose;
}

/** The seal of an archive, unread. @throws BaseplateError `input-invalid` if the folder is no finished archive */
export function archiveSeal(directory: string): Promise<string> {
  return onDisk(directory, () => requireSeal(directory));
}

/**
 * Reads an archive from end to end, before any store is made for it: what is refused here has left nothing anywhere.
 *
 * @throws BaseplateError `content-mismatch` that names every file that is not as it was written; `input-invalid` if the folder is no finished
 * archive, or is no backup where one is needed; `cancelled`
 */
export async function checkArchive(options: CheckArchiveOptions): Promise<CheckedArchive> {
  const { directory, purpose, signal, onProgress } = options;
  const { faults, manifest, seal } = await verifyArchive({
    directory,
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ done }) => onProgress?.({ phase: 'verification', done }),
  });
  if (faults.length > 0 || manifest === undefined) {
    const list = faults.map(({ file, reason }) => `\n  - ${file}: ${reason}`).join('');
    throw new BaseplateError({
      code: 'content-mismatch',
      message: `The archive ${directory} is not as it was written, so nothing of it was imported. Take a copy that is whole:${list}`,
      details: { faults },
    });
  }
  if (purpose === 'restore' && manifest.kind !== 'backup') throw noBackup(directory);
  return { directory, purpose, manifest, seal };
}

function noBackup(directory: string): BaseplateError {
  return new BaseplateError({
    code: 'input-invalid',
    message: `${directory} is an export, which holds none of the keys that a restored record needs. Restore a backup, or bring this into an empty record with: baseplate import ${directory}`,
  });
}
