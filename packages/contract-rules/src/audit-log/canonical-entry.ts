import type { AuditEntry } from '@baseplate-epr/contracts';

/**
 * Canonical JSON of an entry in its place: keys sorted by code unit, no white space, absent members left out. Written out by
 * hand because every read of a chart waits for it.
 */
export function canonicalEntry(entry: AuditEntry, writer: string, sequence: number): string {
  const { display, id, organisation, role, service } = entry.agent;
  return JSON.stringify({
    action: entry.action,
    agent: { display, id, organisation, role, service },
    detail: entry.detail,
    kind: entry.kind,
    outcome: entry.outcome,
    patients: entry.patients,
    purposeOfUse: entry.purposeOfUse,
    requestId: entry.requestId,
    resourceCount: entry.resourceCount,
    resources: entry.resources,
    sequence,
    time: entry.time,
    writer,
  });
}
