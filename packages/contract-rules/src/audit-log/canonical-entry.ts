import type { AuditEntry } from '@baseplate-epr/contracts';

/**
 * Canonical JSON of an entry in its place: keys sorted by code unit, no white space, absent members left out. Written out by
 * hand because every read of a chart waits for it.
 */
export function canonicalEntry(entry: AuditEntry, writer: string, sequence: number): string {
  const { display, id, organisation, role, service } = entry.agent;
  const before = JSON.stringify({
    action: entry.action,
    agent: { display, id, organisation, role, service },
    detail: entry.detail,
    kind: entry.kind,
    outcome: entry.outcome,
    patients: entry.patients,
    purposeOfUse: entry.purposeOfUse,
    requestId: entry.requestId,
    resourceCount: entry.resourceCount,
  });
  const after = `"sequence":${sequence},"time":${JSON.stringify(entry.time)},"writer":${JSON.stringify(writer)}}`;
  return `${before.slice(0, -1)},"resources":${listText(entry.resources)},${after}`;
}

/** From so many names on the text of a list is kept with it. */
const listed = 20;

/** Texts of long lists, for as long as their lists are kept: the same chart is the same list each time. */
const texts = new WeakMap<readonly string[], string>();

function listText(list: readonly string[]): string {
  if (list.length < listed) return JSON.stringify(list);
  const known = texts.get(list);
  if (known !== undefined) return known;
  const text = JSON.stringify(list);
  texts.set(list, text);
  return text;
}
