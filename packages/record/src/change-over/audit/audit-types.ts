import type { AuditHead, AuditLog, AuditPlace } from '@baseplate-epr/contracts';
import type { Side } from '../comparison-types.ts';

/** What `copyAudit` copies. */
export interface CopyAuditOptions {
  readonly from: Pick<AuditLog, 'heads' | 'chains'>;
  readonly to: Pick<AuditLog, 'heads' | 'load'>;
  /** Entries on a page, 1 to 10,000. Default 500. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** Called when everything of a page is durable in the target, and awaited; if it throws, so does the copy. */
  onPage?(page: CopiedAudit): void | Promise<void>;
}

/** Where a copy stands after a page. */
export interface CopiedAudit {
  /** Entries copied by this call so far, and how many there were to copy when it began. */
  readonly entries: number;
  readonly total: number;
}

/** What a copy did. */
export interface CopyAuditResult {
  /** Entries copied now. */
  readonly entries: number;
  /** The ends that the chains of the source had when the copy began: all up to them is in the target. Keep them: they prove it. */
  readonly heads: readonly AuditHead[];
}

/** What to compare: whether all that the left log holds is in the right one, and both are whole. */
export interface CompareAuditOptions {
  readonly left: Pick<AuditLog, 'heads' | 'verify'>;
  readonly right: Pick<AuditLog, 'verify'>;
}

/** A chain of the left log that the right one does not hold as it is, or a broken link of either. */
export interface AuditDifference extends AuditPlace {
  /** `missing`: the right log ends before this number. `different`: it holds another entry. `broken`: a chain is not whole. */
  readonly kind: 'missing' | 'different' | 'broken';
  /** Of a broken chain. */
  readonly side?: Side;
}

/** What `compareAudit` found. */
export interface AuditComparison {
  readonly same: boolean;
  readonly entries: { readonly left: number; readonly right: number };
  readonly chains: { readonly left: number; readonly right: number };
  /** Chains of the right log alone: each process that started with it has one. No difference. */
  readonly further: number;
  readonly differences: readonly AuditDifference[];
}
