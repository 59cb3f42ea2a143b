import type { AuditLog } from '@baseplate-epr/contracts';
import type { Checkpoints } from './checkpoints.ts';

/** How many chains are shorter than a signed checkpoint says. Cheap: compares ends, recomputes nothing. */
export async function missingHeads(audit: AuditLog, checkpoints: Checkpoints): Promise<number> {
  const { heads } = await audit.heads();
  const now = new Map(heads.map(({ writer, sequence }) => [writer, sequence]));
  const known = await checkpoints.known();
  const cut = known.heads.filter(({ writer, sequence }) => (now.get(writer) ?? 0) < sequence);
  return new Set(cut.map(({ writer }) => writer)).size;
}
