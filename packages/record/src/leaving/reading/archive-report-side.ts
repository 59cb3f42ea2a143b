import { BaseplateError, type RecordStore } from '@baseplate-epr/contracts';
import type { ArchiveManifest } from '../format/archive-manifest.ts';
import type { ArchiveRecords } from './archive-records.ts';

/** What a reconciliation report asks of a store beside the comparison. */
export type ReportSide = Pick<RecordStore, 'digest' | 'history' | 'read' | 'search'>;

/**
 * An archive as one side of a reconciliation report: it counts versions by its manifest and reads single resources; it has no index, so what
 * is found by searching is said to be unavailable.
 */
export function archiveReportSide({ digest, read }: ArchiveRecords, { records }: ArchiveManifest): ReportSide {
  return {
    digest,
    read,
    history: async ({ scope: { type } }) => {
      const total = type === undefined ? records.versions : (records.types[type]?.versions ?? 0);
      return { versions: [], total };
    },
    search: async () => {
      throw new BaseplateError({
        code: 'query-too-costly',
        message: 'An archive has no index and is not searched. Look at the record that it was made of.',
      });
    },
  };
}
