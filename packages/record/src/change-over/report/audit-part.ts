import { createHash } from 'node:crypto';
import type { AuditHead, AuditLog } from '@baseplate-epr/contracts';
import type { AuditDifference } from '../audit/audit-types.ts';
import { compareAudit } from '../audit/compare-audit.ts';
import type { OtherStore } from './reconciliation-report.ts';
import type { ReconciliationReport } from './report-types.ts';

/** Two audit logs to compare, and what is said of where they are. */
export interface AuditPartOptions {
  readonly left: Pick<AuditLog, 'heads' | 'verify'>;
  readonly right: Pick<AuditLog, 'heads' | 'verify'>;
  readonly sides: ReconciliationReport['sides'];
  /** The stores themselves, free of secrets. */
  readonly names: ReconciliationReport['sides'];
}

/**
 * Recomputes every chain of both logs, and holds the right one against the ends of the left one: what the left log holds must be in the right
 * one. Entries that were added on the right since are no difference.
 *
 * @throws BaseplateError whatever the logs throw
 */
export async function auditPart({ left, right, sides, names }: AuditPartOptions): Promise<OtherStore> {
  const { entries, chains, further, differences } = await compareAudit({ left, right });
  const [{ heads: ends }, { heads: there }] = await Promise.all([left.heads(), right.heads()]);
  const known = new Set(ends.map(({ writer }) => writer));
  const written = (count: number) => count.toLocaleString('en-GB');
  // What was added on the right is none.
  const differs = differences.length > 0;
  return {
    store: 'audit',
    name: 'Audit log',
    facts: [
      { label: 'Kept in', ...names, differs: false },
      { label: 'Entries', left: written(entries.left), right: written(entries.right), differs },
      {
        label: 'Chains',
        left: written(chains.left),
        right: `${written(chains.right)}, ${written(further)} of them new`,
        differs,
      },
      {
        label: 'Heads of the chains on the left, hashed together',
        left: headsHash(ends),
        right: headsHash(there.filter(({ writer }) => known.has(writer))),
      },
      { label: 'First difference', left: firstOf(differences, sides), right: '', differs },
    ],
    differences: differences.map((difference) => inWords(difference, sides)),
  };
}

function headsHash(heads: readonly AuditHead[]): string {
  const lines = heads.map(({ writer, sequence, hash }) => `${writer} ${sequence} ${hash}\n`).sort();
  return createHash('sha256').update(lines.join('')).digest('hex').slice(0, 32);
}

function firstOf([first]: readonly AuditDifference[], sides: ReconciliationReport['sides']): string {
  return first === undefined ? 'none' : inWords(first, sides);
}

function inWords({ kind, side, writer, sequence }: AuditDifference, sides: ReconciliationReport['sides']): string {
  switch (kind) {
    case 'missing':
      return `Chain ${writer}: ${sides.right} ends before entry ${sequence}.`;
    case 'different':
      return `Chain ${writer}: entry ${sequence} in ${sides.right} is another one than in ${sides.left}.`;
    case 'broken':
      return `Chain ${writer}: broken at entry ${sequence} in ${sides[side ?? 'left']}.`;
  }
}
