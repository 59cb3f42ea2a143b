import type { ModuleReference } from '@baseplate-epr/contracts';
import type { LocalIdentityOptions } from './local-identity-options.ts';

/**
 * Chooses the local identity in an assembly's configuration: personas without passwords, for trying a record out on one
 * machine. Inert.
 */
export function localIdentity(options: LocalIdentityOptions = {}): ModuleReference<'identity'> {
  return {
    contract: 'identity',
    contractVersion: 1,
    package: '@baseplate-epr/identity-local',
    module: import.meta.resolve('@baseplate-epr/identity-local'),
    factory: 'createLocalIdentity',
    options,
  };
}
