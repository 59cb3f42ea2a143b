import type { AuditAgent, Clock, IndexEntry, StoredVersion } from '@baseplate-epr/contracts';
import type { ReconciliationReport } from '../../change-over/report/report-types.ts';
import type { ArchiveManifest } from '../format/archive-manifest.ts';
import type { ArchivedStores } from '../writing/export-options.ts';
import type { CheckedArchive } from './check-archive.ts';

/**
 * What an archive is brought for. `import`: versions, documents, audit and installed packages come into an empty record, which keeps its own keys.
 * `restore`: everything of a backup comes back, keys and state included, into stores in which there is nothing at all.
 */
export type ImportPurpose = 'import' | 'restore';

/** What to import, and where. */
export interface ImportOptions {
  /** Read from end to end, before the stores were made for it; and what it is brought for. */
  readonly archive: CheckedArchive;
  /** Started, of a record that nobody uses. */
  readonly stores: ArchivedStores;
  /** Index entries of a version, by the search parameters of the record it comes to. */
  entriesOf(version: StoredVersion): readonly IndexEntry[] | Promise<readonly IndexEntry[]>;
  /**
   * What an entry of a backup's state becomes; absent: what it was. For what means something only in the stores that the backup was made of,
   * such as cursors.
   */
  restored?(entry: { readonly namespace: string; readonly key: string; readonly value: string }): string;
  /** Who wants it; the audit log says so. */
  readonly by: AuditAgent;
  readonly clock: Clock;
  randomBytes(size: number): Uint8Array;
  readonly signal?: AbortSignal;
  onProgress?(progress: ImportProgress): void;
}

/** What an import does, in this order. */
export type ImportPhase = 'verification' | 'records' | 'documents' | 'audit' | 'state' | 'comparison';

/** How far an import is. */
export interface ImportProgress {
  readonly phase: ImportPhase;
  readonly done: number;
  readonly total?: number;
}

/** What became of an import. */
export interface ImportResult {
  readonly manifest: ArchiveManifest;
  readonly seal: string;
  /** Whether the record now holds what the archive holds, and nothing was refused. */
  readonly same: boolean;
  /** How they compare. What the export has told of things it could not take along is a loss in it. */
  readonly report: ReconciliationReport;
}
