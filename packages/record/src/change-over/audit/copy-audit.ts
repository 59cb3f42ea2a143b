import type { AuditHead } from '@baseplate-epr/contracts';
import { requireWanted } from '../cancelled.ts';
import type { CopyAuditOptions, CopyAuditResult } from './audit-types.ts';

/**
 * Copies all that an audit log holds into another, as it is: the chains of its writers keep their names, numbers and hashes. What the
 * target holds already is its own cursor, so a copy that was broken off is simply begun again, and a log in use is followed by
 * calling this again until there is nothing left.
 *
 * @throws BaseplateError `cancelled` between two pages; `load-conflict` where a chain of the source is damaged, or the target holds
 * another of the same name; whatever else the logs throw
 */
export async function copyAudit(options: CopyAuditOptions): Promise<CopyAuditResult> {
  const { from, to, limit = 500, signal, onPage } = options;
  const { heads } = await from.heads();
  const there = new Map((await to.heads()).heads.map(({ writer, sequence }) => [writer, sequence]));
  const behind = heads
    .map((head) => ({ head, after: there.get(head.writer) ?? 0 }))
    .filter(({ head, after }) => after < head.sequence);
  const total = behind.reduce((sum, { head, after }) => sum + head.sequence - after, 0);
  let entries = 0;
  for (const { head, after } of behind) {
    for (let sequence = after; sequence < head.sequence; ) {
      requireWanted(signal);
      const page = await pageOf(options, head, sequence, limit);
      entries += (await to.load({ entries: page })).loaded;
      // A gap would have been refused; a chain that has become shorter is for the comparison to tell.
      sequence = page.at(-1)?.sequence ?? head.sequence;
      await onPage?.({ entries, total });
    }
  }
  return { entries, heads };
}

/** Entries of one chain after a number, up to its end. */
async function pageOf(
  { from }: CopyAuditOptions,
  { writer, sequence: end }: AuditHead,
  sequence: number,
  limit: number,
) {
  const { entries } = await from.chains({ after: { writer, sequence }, limit: Math.min(limit, end - sequence) });
  return entries.filter((entry) => entry.writer === writer);
}
