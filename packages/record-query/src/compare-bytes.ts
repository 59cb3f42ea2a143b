import { Buffer } from 'node:buffer';
import type { ResourceKey } from '@baseplate-epr/contracts';

/**
 * Orders texts by their UTF-8 bytes. JavaScript's own comparison is by UTF-16 code units, which puts characters outside the
 * Basic Multilingual Plane before some inside it.
 */
export function compareBytes(left: string, right: string): number {
  return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Orders resources by type, then id, bytewise. */
export function compareKeys(left: ResourceKey, right: ResourceKey): number {
  return compareBytes(left.type, right.type) || compareBytes(left.id, right.id);
}
