import type { AuditEntry, AuditLog, ChainedAuditEntry } from '@baseplate-epr/contracts';
import type { CaseContext } from '../kit/case-context.ts';
import { createMemoryAuditLog } from './memory-audit-log.ts';
import { readChains, trialEntry } from './trial-entries.ts';
import type { AuditChains } from './verify-chains.ts';

/** Another log, of three chains: eight entries each, some of them intents that the next chain ends, or nobody. */
export interface ForeignLog {
  readonly log: AuditLog;
  /** All its entries, by writer and sequence. */
  readonly entries: readonly ChainedAuditEntry[];
}

/** Makes a log beside the one that is tried, to load from. */
export async function foreignLog({ moduleContext }: Pick<CaseContext<AuditLog>, 'moduleContext'>): Promise<ForeignLog> {
  const kept: AuditChains = new Map();
  let log = createMemoryAuditLog(kept);
  for (let chain = 0; chain < 3; chain += 1) {
    log = createMemoryAuditLog(kept);
    await log.start(moduleContext);
    await log.append({ entries: Array.from({ length: 8 }, (_, place) => foreignEntry(chain, place)) });
  }
  return { log, entries: await readChains(log) };
}

function foreignEntry(chain: number, place: number): AuditEntry {
  const time = Date.UTC(2025, 5, 1) + ((place * 5 + chain * 3) % 8) * 1_000;
  const common = { time, detail: `chain ${chain}, "${place}"`, patients: [`p${place % 3}`, `p${chain + 3}`] };
  if (place === 6) return trialEntry({ ...common, kind: 'intent', requestId: `write-${chain}` });
  // A start settles what the process before it left; the last one is left open.
  if (place === 0 && chain > 0)
    return trialEntry({ ...common, kind: 'outcome', requestId: `write-${chain - 1}`, outcome: 'unknown' });
  const agent = { ...trialEntry().agent, id: `a${place % 2}`, display: 'Zoë 漢 🩺' };
  return trialEntry({ ...common, agent, requestId: `request-${chain}-${place}` });
}
