import { Buffer } from 'node:buffer';
import type { ResourceKey } from '@baseplate-epr/contracts';

/** Above these, the order of UTF-16 is not that of UTF-8: surrogates stand below U+E000 there, and above it here. */
const unlikeBytes = /[\ud800-\uffff]/;

/** Orders texts by their UTF-8 bytes, as the stores do. JavaScript's own comparison is by UTF-16 code units. */
export function compareBytes(left: string, right: string): number {
  if (left === right) return 0;
  if (unlikeBytes.test(left) || unlikeBytes.test(right)) return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return left < right ? -1 : 1;
}

/** Orders resources by type, then id, bytewise. */
export function compareKeys(left: ResourceKey, right: ResourceKey): number {
  return compareBytes(left.type, right.type) || compareBytes(left.id, right.id);
}
