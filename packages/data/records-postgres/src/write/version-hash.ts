import { hash } from 'node:crypto';
import type { StoredVersion } from '@baseplate-epr/contracts';

/** The first 16 bytes of SHA-256 over a version, as the contract's `RangeDigest` defines it: 32 hexadecimal digits. */
export function versionHash({ type, id, versionId, lastUpdated, deleted, text }: StoredVersion): string {
  const content = `${type}\0${id}\0${versionId}\0${lastUpdated}\0${deleted ? '1' : '0'}\0${text}`;
  return hash('sha256', content, 'hex').slice(0, 32);
}

/** The bucket a resource is in: the first byte of its key, which is SHA-256 of `type/id` cut short. */
export function bucketOf(key: string): string {
  return key.slice(0, 2);
}
