import type { AuditEntry, AuditKind } from '@baseplate-epr/contracts';
import { canonicalEntry } from './canonical-entry.ts';

/**
 * An entry in its place, ready to be written: time, kind, agent, request, patients, and the canonical JSON. Flat, because it crosses
 * to the writing thread, which is cheap for texts and dear for objects.
 */
export type EncodedEntry = readonly [
  time: number,
  kind: AuditKind,
  agent: string,
  requestId: string,
  patients: readonly string[],
  content: string,
];

/** Encodes an entry as the one with this number in the writer's chain. */
export function encodeEntry(entry: AuditEntry, writer: string, sequence: number): EncodedEntry {
  const { time, kind, agent, requestId, patients } = entry;
  return [time, kind, agent.id, requestId, patients, canonicalEntry(entry, writer, sequence)];
}
