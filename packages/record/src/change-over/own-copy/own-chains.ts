import type { AuditLog } from '@baseplate-epr/contracts';

/** Whether each chain of a log is the beginning of one that another log holds. @throws whatever the logs throw */
export async function holdsOwnChains({
  from,
  to,
}: {
  readonly from: Pick<AuditLog, 'chains'>;
  readonly to: Pick<AuditLog, 'heads'>;
}): Promise<boolean> {
  const { heads } = await to.heads();
  for (const { writer, sequence, hash } of heads) {
    const { entries } = await from.chains({ after: { writer, sequence: sequence - 1 }, limit: 1 });
    const [entry] = entries;
    if (entry?.writer !== writer || entry.sequence !== sequence || entry.hash !== hash) return false;
  }
  return true;
}
