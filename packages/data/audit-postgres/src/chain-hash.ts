import { hash } from 'node:crypto';
import type { AuditEntry } from '@baseplate-epr/contracts';

/** The hash "before" the first entry of a chain. */
export const chainOrigin = '0'.repeat(64);

/** Hash of an entry, from the hash before it and its canonical JSON. */
export const chainHash = (before: string, content: string): string => hash('sha256', `${before}\n${content}`);

/**
 * Canonical JSON of an entry in its place: keys sorted by code unit, no white space, absent members left out. Written out by hand
 * because every read of a chart waits for it.
 */
export function canonicalEntry(entry: AuditEntry, writer: string, sequence: number): string {
  const { agent, ...rest } = entry;
  return JSON.stringify({
    action: rest.action,
    agent: {
      display: agent.display,
      id: agent.id,
      organisation: agent.organisation,
      role: agent.role,
      service: agent.service,
    },
    detail: rest.detail,
    kind: rest.kind,
    outcome: rest.outcome,
    patients: rest.patients,
    purposeOfUse: rest.purposeOfUse,
    requestId: rest.requestId,
    resourceCount: rest.resourceCount,
    resources: rest.resources,
    sequence,
    time: rest.time,
    writer,
  });
}
