import { type AuditHead, type AuditLog, BaseplateError } from '@baseplate-epr/contracts';
import { copyAudit, counted } from '@baseplate-epr/record';
import type { LeadOptions } from '../lead.ts';
import type { Led } from '../leadership.ts';
import type { Mover } from '../mover.ts';
import { openPair } from '../open-pair.ts';

const followingRounds = 50;
/** So many entries in one round of following are few enough for the hold. */
const fewEntries = 200;

/**
 * Opens both audit logs. Chains go over as they are, each entry verified against the hash before it; what the new log has is its own cursor.
 * Before the hold every chain of both is recomputed; inside it equal ends are proof enough.
 */
export async function openAuditMover(led: Led, options: Omit<LeadOptions, 'begin' | 'openMover'>): Promise<Mover> {
  const { onProgress, signal } = options;
  const { from, to, identity, close } = await openPair<AuditLog>(led, options);
  let moved = 0;
  let ends: readonly AuditHead[] = [];
  const bring = async (aborted: AbortSignal, tell: boolean) => {
    const before = moved;
    const { entries, heads } = await copyAudit({
      from,
      to,
      signal: aborted,
      onPage: ({ entries: done, total }) => {
        if (tell) onProgress({ place: 'audit', step: 'copying', done, total });
      },
    });
    moved = before + entries;
    ends = heads;
    return entries;
  };
  return {
    async copy() {
      await bring(signal, true);
      // Held against the ends as the copy found them, since the log in force grows.
      const [old, fresh] = await Promise.all([from.verify({}), to.verify({ known: ends })]);
      if (!old.intact || !fresh.intact) throw differs(old.faults.length + fresh.faults.length);
    },
    async follow() {
      onProgress({ place: 'audit', step: 'following', done: moved });
      for (let round = 0; round < followingRounds; round += 1) if ((await bring(signal, false)) < fewEntries) return;
    },
    async moveRest({ signal: giveUp }) {
      while ((await bring(giveUp, false)) > 0) giveUp.throwIfAborted();
      const [{ heads }, there] = await Promise.all([from.heads(), to.heads()]);
      const known = new Set(there.heads.map(nameOfHead));
      const missing = heads.filter((head) => !known.has(nameOfHead(head)));
      if (missing.length > 0) throw differs(missing.length);
      return { compared: { items: heads.reduce((sum, { sequence }) => sum + sequence, 0) } };
    },
    moved: () => moved,
    identity,
    close,
  };
}

function nameOfHead({ writer, sequence, hash }: AuditHead): string {
  return `${writer} ${sequence} ${hash}`;
}

function differs(count: number): BaseplateError {
  return new BaseplateError({
    code: 'storage-corrupt',
    message: `The two audit logs are not the same: ${counted(count, 'chain differs or is', 'chains differ or are')} broken. Nothing was changed over, the old log goes on. baseplate doctor says whether the log in force is whole.`,
  });
}
