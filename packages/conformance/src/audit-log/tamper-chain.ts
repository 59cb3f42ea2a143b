import type { ChainedAuditEntry } from '@baseplate-epr/contracts';
import { chainOrigin, hashAuditEntry } from './hash-audit-entry.ts';

/** The chain as it is after tampering of the given `AuditTampering` kind; for the subjects of adapters to write back. */
export function tamperChain(kind: string, chain: readonly ChainedAuditEntry[]): ChainedAuditEntry[] {
  const change = (entry: ChainedAuditEntry): ChainedAuditEntry =>
    entry.sequence === 4 ? { ...entry, agent: { ...entry.agent, display: 'Somebody else' } } : entry;
  const swapped = new Map([
    [4, 5],
    [5, 4],
  ]);
  switch (kind) {
    case 'change-entry':
      return chain.map(change);
    case 'change-hash':
      return chain.map((entry) => (entry.sequence === 4 ? { ...entry, hash: 'f'.repeat(64) } : entry));
    case 'remove-entry':
      return chain.filter(({ sequence }) => sequence !== 4);
    case 'swap-entries':
      return chain
        .map((entry) => ({ ...entry, sequence: swapped.get(entry.sequence) ?? entry.sequence }))
        .sort((left, right) => left.sequence - right.sequence);
    case 'cut-tail':
      return chain.filter(({ sequence }) => sequence < 8);
    case 'remove-chain':
      return [];
    case 'recompute-chain':
      return recompute(chain.map(change));
    default:
      throw new Error(`There is no tampering of the kind "${kind}".`);
  }
}

function recompute(chain: readonly ChainedAuditEntry[]): ChainedAuditEntry[] {
  let before = chainOrigin;
  return chain.map((entry) => {
    before = hashAuditEntry(before, entry);
    return { ...entry, hash: before };
  });
}
