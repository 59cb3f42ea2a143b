import type { AuditEntry, AuditLog, AuditPlace, AuditQuery, ChainedAuditEntry } from '@baseplate-epr/contracts';
import type { AuditChains } from './verify-chains.ts';

/** An entry for a case, complete, with what the case cares about. */
export function trialEntry(difference: Partial<AuditEntry> = {}): AuditEntry {
  return {
    time: Date.UTC(2026, 0, 1),
    kind: 'access',
    requestId: 'request-1',
    action: 'read',
    agent: { id: 'agent-1', display: 'Ward Nurse', role: 'R8001', organisation: 'RXX01' },
    purposeOfUse: 'TREAT',
    patients: ['patient-1'],
    resources: ['Observation/1', 'Observation/2/_history/3'],
    resourceCount: 2,
    ...difference,
  };
}

/** Reads every page. */
export async function readEntries(log: AuditLog, query: Partial<AuditQuery> = {}): Promise<ChainedAuditEntry[]> {
  const found: ChainedAuditEntry[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 1_000; pages += 1) {
    const page = await log.read({ limit: 10_000, ...query, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.entries);
    cursor = page.next;
    if (cursor === undefined) return found;
  }
  throw new Error('Reading the audit log never comes to an end.');
}

/** Reads every page in the order of the chains. */
export async function readChains(log: AuditLog, limit = 10_000, from?: AuditPlace): Promise<ChainedAuditEntry[]> {
  const found: ChainedAuditEntry[] = [];
  let after = from;
  for (let pages = 0; pages < 1_000; pages += 1) {
    const page = await log.chains({ limit, ...(after === undefined ? {} : { after }) });
    found.push(...page.entries);
    after = page.next;
    if (after === undefined) return found;
  }
  throw new Error('Reading the chains of the audit log never comes to an end.');
}

/** What was read, as chains in their order. */
export function chainsOf(entries: readonly ChainedAuditEntry[]): AuditChains {
  const byWriter = Map.groupBy(entries, ({ writer }) => writer);
  return new Map(
    [...byWriter].map(([writer, chain]) => [writer, chain.sort((left, right) => left.sequence - right.sequence)]),
  );
}

/** An entry without its place in the chain. */
export function withoutPlace({
  writer: _writer,
  sequence: _sequence,
  hash: _hash,
  ...entry
}: ChainedAuditEntry): AuditEntry {
  return entry;
}
