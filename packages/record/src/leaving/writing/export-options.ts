import type {
  AuditAgent,
  AuditLog,
  Clock,
  DocumentStore,
  IdentityDirectory,
  RecordStore,
  StateStore,
} from '@baseplate-epr/contracts';
import type { ArchivedAssembly, ArchiveKind, ArchiveManifest, ArchiveProblem } from '../format/archive-manifest.ts';
import type { ArchivePhase } from './archive-progress.ts';

/** The stores of a record, started. */
export interface ArchivedStores {
  readonly records: RecordStore;
  readonly documents: DocumentStore;
  readonly audit: AuditLog;
  readonly state: StateStore;
}

/** What to export, whither, and for whom. */
export interface ExportOptions {
  readonly stores: ArchivedStores;
  /** A new or empty folder, or one in which an earlier run of the same export was stopped. */
  readonly directory: string;
  readonly kind: ArchiveKind;
  readonly assembly: ArchivedAssembly;
  /** Tells the stores; a run goes on only with what the run before it read. */
  readonly source: string;
  /** What is wrong with the source as a whole: the archive tells it. */
  readonly problems?: readonly ArchiveProblem[];
  /** Absent where the identity module keeps no list. */
  readonly people?: IdentityDirectory;
  /** Who wants it; the audit log says so before the first version is read. */
  readonly by: AuditAgent;
  readonly clock: Clock;
  randomBytes(size: number): Uint8Array;
  readonly signal?: AbortSignal;
  onProgress?(progress: ExportProgress): void;
  /** Versions between two notes of how far it has come. Default 20,000. */
  readonly noteEvery?: number;
}

/** How far an export is. */
export interface ExportProgress {
  readonly phase: ArchivePhase | 'verification';
  /** Versions, documents, entries or bytes, as the phase has it. */
  readonly done: number;
  /** Absent where it is not known. */
  readonly total?: number;
}

/** What became of an export. */
export interface ExportResult {
  readonly manifest: ArchiveManifest;
  /** SHA-256 of the list of checksums: whoever knows it can tell whether the archive is the one that was written. */
  readonly seal: string;
}
