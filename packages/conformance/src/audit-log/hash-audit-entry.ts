import { createHash } from 'node:crypto';
import type { AuditEntry } from '@baseplate-epr/contracts';

/** The hash "before" the first entry of a chain. */
export const chainOrigin = '0'.repeat(64);

/** An entry that has its place, but not yet its hash. */
export interface PlacedAuditEntry extends AuditEntry {
  readonly writer: string;
  readonly sequence: number;
}

/** The hash of an entry in its place, as the contract defines it; a `hash` member of the entry itself is left out. */
export function hashAuditEntry(before: string, entry: PlacedAuditEntry): string {
  const { hash: _, ...placed }: PlacedAuditEntry & { hash?: string } = entry;
  return createHash('sha256')
    .update(`${before}\n${canonicalJson(placed)}`)
    .digest('hex');
}

/** JSON with keys sorted by code unit, no white space, and absent members left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([left], [right]) => (left < right ? -1 : 1)))
      : member,
  );
}
