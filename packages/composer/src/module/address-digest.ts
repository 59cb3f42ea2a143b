import { createHash } from 'node:crypto';
import type { PackageDigest } from '@baseplate-epr/certificate';
import type { ModuleReference } from '@baseplate-epr/contracts';

/**
 * What stands for the digest of a service that runs at an address: that of the address. Nobody here can say what it consists of, so that no
 * certificate is about it, and in production an administrator answers for it. `undefined` of a module that is installed.
 */
export function addressDigest({ package: name, runs }: ModuleReference): PackageDigest | undefined {
  if (typeof runs !== 'object') return undefined;
  const digest = createHash('sha256').update(runs.url).digest('hex');
  return { name, version: 'at its address', digest, closure: [], folders: [] };
}
