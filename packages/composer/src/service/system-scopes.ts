import type { ServiceManifest } from '@baseplate-epr/contracts';

/** What a service asks for to act by itself; what it may do for a caller is no part of it. */
export function systemScopes({ scopes }: Pick<ServiceManifest, 'scopes'>): readonly string[] {
  return scopes.filter((scope) => scope.startsWith('system/'));
}
