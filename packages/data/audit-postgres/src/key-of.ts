import { hash } from 'node:crypto';

/** Keys that are kept: of those whose charts are open, and of who opens them. */
const mostKept = 2000;
/** UTF-16 units of an id whose key is kept. */
const longestKept = 128;
const kept = new Map<string, string>();

/** The key of an id: 16 bytes of its SHA-256, as PostgreSQL writes a uuid. Ids of any length and content have one of the same size. */
export function keyOf(id: string): string {
  const digits = hash('sha256', id, 'hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20, 32)}`;
}

/** {@link keyOf} of an id that comes again and again: a patient's, an agent's; not a request's. */
export function keptKeyOf(id: string): string {
  const known = kept.get(id);
  if (known !== undefined) return known;
  const key = keyOf(id);
  if (id.length > longestKept) return key;
  if (kept.size >= mostKept) kept.clear();
  kept.set(id, key);
  return key;
}
