import { createHash } from 'node:crypto';
import type { ModuleReference, ServiceManifest } from '@baseplate-epr/contracts';

/** The namespace that the user interface has, whichever it is: input that somebody has not sent outlives a swap of it. */
export const interfaceStateName = 'user-interface';

/**
 * The namespace of a service's state. It belongs to the package as well as to the name, so that a module of another supplier that takes a
 * service's place, and with it the name, cannot read what that one has kept; another version of the same package goes on with it.
 */
export function stateName(
  { package: supplier }: Pick<ModuleReference, 'package'>,
  { name, userInterface }: Pick<ServiceManifest, 'name' | 'userInterface'>,
): string {
  if (userInterface === true) return interfaceStateName;
  // npm allows capitals and "_" in old names, which a namespace does not.
  const owner = /^[a-z0-9@./-]{1,150}$/.test(supplier) ? supplier : createHash('sha256').update(supplier).digest('hex');
  return `service/${owner}/${name}`;
}
