import type { AuditHead, AuditPlace } from '@baseplate-epr/contracts';
import type { ArchiveKind, ArchiveMark, ArchiveProblem, StateCount, TypeCount } from '../format/archive-manifest.ts';

/** What an export does, in this order. */
export const archivePhases = ['records', 'digests', 'documents', 'audit', 'rest', 'checksums'] as const;

/** One of them. */
export type ArchivePhase = (typeof archivePhases)[number];

/** How far an export has come; kept in its folder, so that it goes on after `kill -9`. */
export interface ArchiveProgress {
  readonly format: number;
  readonly kind: ArchiveKind;
  /** Tells the stores it reads, so that it does not go on with others. */
  readonly source: string;
  readonly began: number;
  phase: ArchivePhase;
  /** Bytes of each file that are durable and count. */
  lengths: Record<string, number>;
  cursor: string;
  /** Versions written. */
  order: number;
  types: Record<string, TypeCount>;
  /** Present once every version up to it is written. */
  mark?: ArchiveMark;
  records?: {
    readonly compartments: number;
    readonly sum: string;
    readonly buckets: number;
    readonly bucketsConfirmed: number;
  };
  documents: { after: string; files: number; bytes: number; uses: number };
  /** Ends of the audit chains that are written; fixed before the first entry is. */
  heads?: readonly AuditHead[];
  audit: { after?: AuditPlace; entries: number; checkpoints: number };
  state: Record<string, StateCount>;
  problems: ArchiveProblem[];
}

/** Of an export that begins. */
export function newProgress(given: Pick<ArchiveProgress, 'format' | 'kind' | 'source' | 'began'>): ArchiveProgress {
  return {
    ...given,
    phase: 'records',
    lengths: {},
    cursor: '',
    order: 0,
    types: {},
    documents: { after: '', files: 0, bytes: 0, uses: 0 },
    audit: { entries: 0, checkpoints: 0 },
    state: {},
    problems: [],
  };
}

const namedProblems = 1000;

/** Notes a problem; of very many only the first are named. */
export function noteProblem(progress: ArchiveProgress, problem: ArchiveProblem): void {
  if (progress.problems.length < namedProblems) progress.problems.push(problem);
  else if (progress.problems.length === namedProblems) {
    progress.problems.push({ what: 'more', reason: 'There are more problems than are named here.' });
  }
}
