import type { AuditFault } from '@baseplate-epr/contracts';
import type { AuditComparison, AuditDifference, CompareAuditOptions } from './audit-types.ts';

/**
 * Proves that all that one audit log holds is in another: every chain of both is recomputed, and the right log is held against the ends
 * of the left one. Equal ends of whole chains mean equal entries, since each hash covers everything before it.
 */
export async function compareAudit({ left, right }: CompareAuditOptions): Promise<AuditComparison> {
  const { heads: ends } = await left.heads();
  const [one, other] = await Promise.all([left.verify({}), right.verify({ known: ends })]);
  const known = new Set(ends.map(({ writer }) => writer));
  const differences: readonly AuditDifference[] = [
    ...one.faults.map(({ writer, sequence }): AuditDifference => ({ kind: 'broken', side: 'left', writer, sequence })),
    ...other.faults.map((fault) => differenceOf(fault, known)),
  ];
  return {
    same: differences.length === 0,
    entries: { left: one.entries, right: other.entries },
    chains: { left: one.heads.length, right: other.heads.length },
    further: other.heads.filter(({ writer }) => !known.has(writer)).length,
    differences,
  };
}

function differenceOf({ writer, sequence, fault }: AuditFault, known: ReadonlySet<string>): AuditDifference {
  if (known.has(writer) && fault === 'cut') return { kind: 'missing', writer, sequence };
  if (known.has(writer) && fault === 'replaced') return { kind: 'different', writer, sequence };
  return { kind: 'broken', side: 'right', writer, sequence };
}
