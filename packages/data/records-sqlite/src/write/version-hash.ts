import { hash } from 'node:crypto';
import type { StoredVersion } from '@baseplate-epr/contracts';

const modulus = 1n << 128n;

/** The first 16 bytes of SHA-256 over a version, as the contract's `RangeDigest` defines it. */
export function versionHash(version: StoredVersion): bigint {
  const { type, id, versionId, lastUpdated, deleted, text } = version;
  const digest = hash('sha256', `${type}\0${id}\0${versionId}\0${lastUpdated}\0${deleted ? '1' : '0'}\0${text}`, 'hex');
  return BigInt(`0x${digest.slice(0, 32)}`);
}

/** The bucket a resource is in: the first byte of SHA-256 of `type/id`, as two hexadecimal digits. */
export function bucketOf(type: string, id: string): string {
  return hash('sha256', `${type}/${id}`, 'hex').slice(0, 2);
}

/** Adds to a sum of hashes, modulo 2^128, both as 32 hexadecimal digits. */
export function addToSum(sum: string, added: bigint): string {
  return ((BigInt(`0x${sum}`) + added) % modulus).toString(16).padStart(32, '0');
}
