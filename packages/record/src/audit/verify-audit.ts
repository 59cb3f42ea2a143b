import type { AuditLog } from '@baseplate-epr/contracts';
import type { AuditReport } from '../record-core.ts';
import type { Checkpoints } from './checkpoints.ts';

/** Recomputes every chain and compares it with every head that was ever signed and is still kept. */
export async function verifyAudit(audit: AuditLog, checkpoints: Checkpoints): Promise<AuditReport> {
  const { checkpoints: count, heads, forged } = await checkpoints.known();
  const verification = await audit.verify({ known: heads });
  return { intact: verification.intact && forged.length === 0, verification, checkpoints: count, forged };
}
