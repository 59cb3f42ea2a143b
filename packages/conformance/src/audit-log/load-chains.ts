import { type AuditLoadResult, BaseplateError, type ChainedAuditEntry } from '@baseplate-epr/contracts';
import { checkAuditEntry } from './check-audit-entry.ts';
import { chainOrigin, hashAuditEntry } from './hash-audit-entry.ts';
import type { AuditChains } from './verify-chains.ts';

/** Takes over entries of other logs into what a memory log keeps, all or none. */
export function loadChains(
  kept: AuditChains,
  entries: readonly ChainedAuditEntry[],
  ownWriter: string,
): AuditLoadResult {
  const changed: AuditChains = new Map();
  let loaded = 0;
  for (const entry of entries) {
    checkAuditEntry(entry);
    checkPlace(entry);
    const { writer, sequence, hash } = entry;
    if (writer === ownWriter) throw conflict(entry, 'belongs to the chain that this process is writing');
    const chain = changed.get(writer) ?? kept.get(writer) ?? [];
    const before = sequence === 1 ? chainOrigin : chain[sequence - 2]?.hash;
    if (before === undefined) throw conflict(entry, 'does not follow the entries that are there');
    if (hashAuditEntry(before, entry) !== hash) throw conflict(entry, 'does not have its hash');
    const present = chain[sequence - 1];
    if (present !== undefined && present.hash !== hash) throw conflict(entry, 'differs from the one that is there');
    if (present !== undefined) continue;
    changed.set(writer, [...chain, structuredClone(entry)]);
    loaded += 1;
  }
  for (const [writer, chain] of changed) kept.set(writer, chain);
  return { loaded, present: entries.length - loaded };
}

function checkPlace({ writer, sequence, hash }: ChainedAuditEntry): void {
  const named = typeof writer === 'string' && writer !== '' && writer.isWellFormed();
  if (named && Number.isSafeInteger(sequence) && sequence >= 1 && /^[0-9a-f]{64}$/.test(hash)) return;
  throw new BaseplateError({
    code: 'input-invalid',
    message:
      'An audit entry to load has no place in a chain, or no hash. None of the call was loaded; give it as it was read.',
  });
}

function conflict({ writer, sequence }: ChainedAuditEntry, why: string): BaseplateError {
  return new BaseplateError({
    code: 'load-conflict',
    message: `Entry ${sequence} of the audit chain ${writer} ${why}. None of the call was loaded; find out which log is right.`,
    details: { writer, sequence },
  });
}
