import { createHash } from 'node:crypto';
import type { ResourceKey, StoredVersion } from '@baseplate-epr/contracts';

/** The number that a version adds to the digests it belongs to, as the contract defines it. */
export function versionHash(version: StoredVersion): bigint {
  const { type, id, versionId, lastUpdated, deleted, text } = version;
  const parts = [type, id, versionId, String(lastUpdated), deleted ? '1' : '0', text];
  const hash = createHash('sha256').update(parts.join('\u0000'), 'utf8').digest('hex');
  return BigInt(`0x${hash.slice(0, 32)}`);
}

/** The bucket that a resource's versions are counted in: two lower-case hex digits. */
export function bucketOf({ type, id }: ResourceKey): string {
  return createHash('sha256').update(`${type}/${id}`, 'utf8').digest('hex').slice(0, 2);
}
