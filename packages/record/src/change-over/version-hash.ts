import { createHash } from 'node:crypto';
import type { ResourceKey, StoredVersion } from '@baseplate-epr/contracts';

/** The number that a version adds to the digests it belongs to, as the contract's `RangeDigest` defines it. */
export function versionHash(version: StoredVersion): bigint {
  const { type, id, versionId, lastUpdated, deleted, text } = version;
  const hash = createHash('sha256').update(`${type}\0${id}\0${versionId}\0${lastUpdated}\0${deleted ? 1 : 0}\0${text}`);
  return BigInt(`0x${hash.digest('hex').slice(0, 32)}`);
}

/** The bucket that a resource's versions are counted in. */
export function bucketOf({ type, id }: ResourceKey): string {
  return createHash('sha256').update(`${type}/${id}`).digest('hex').slice(0, 2);
}

/** A sum of hashes as the contract writes it. */
export function writtenSum(sum: bigint): string {
  return BigInt.asUintN(128, sum).toString(16).padStart(32, '0');
}
