import { hash } from 'node:crypto';

/** The key of an id: 16 bytes of its SHA-256, as PostgreSQL writes a uuid. Ids of any length and content have one of the same size. */
export function keyOf(id: string): string {
  const digits = hash('sha256', id, 'hex');
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20, 32)}`;
}
