import type { AuditFault, AuditHead, AuditVerification, ChainedAuditEntry } from '@baseplate-epr/contracts';
import { chainOrigin, hashAuditEntry } from './hash-audit-entry.ts';

/** Entries by writer, each chain in its order. */
export type AuditChains = Map<string, readonly ChainedAuditEntry[]>;

/** Recomputes every chain; independent of any adapter, so that a kit can ask it for a second opinion. */
export function verifyChains(chains: AuditChains, known: readonly AuditHead[]): AuditVerification {
  const writers = [...new Set([...chains.keys(), ...known.map(({ writer }) => writer)])].sort();
  const faults = writers
    .map((writer) =>
      firstFault(
        writer,
        chains.get(writer) ?? [],
        known.filter((head) => head.writer === writer),
      ),
    )
    .filter((fault) => fault !== undefined);
  const heads = [...chains.keys()].sort().flatMap((writer) => {
    const last = chains.get(writer)?.at(-1);
    return last === undefined ? [] : [{ writer, sequence: last.sequence, hash: last.hash }];
  });
  const entries = [...chains.values()].reduce((sum, chain) => sum + chain.length, 0);
  return { intact: faults.length === 0, entries, heads, faults };
}

function firstFault(
  writer: string,
  chain: readonly ChainedAuditEntry[],
  known: readonly AuditHead[],
): AuditFault | undefined {
  let before = chainOrigin;
  let expected = 1;
  for (const entry of chain) {
    if (entry.sequence !== expected) return { writer, sequence: expected, fault: 'missing' };
    if (hashAuditEntry(before, entry) !== entry.hash) return { writer, sequence: expected, fault: 'changed' };
    const replaced = known.some(({ sequence, hash }) => sequence === expected && hash !== entry.hash);
    if (replaced) return { writer, sequence: expected, fault: 'replaced' };
    before = entry.hash;
    expected += 1;
  }
  return known.some(({ sequence }) => sequence >= expected) ? { writer, sequence: expected, fault: 'cut' } : undefined;
}
