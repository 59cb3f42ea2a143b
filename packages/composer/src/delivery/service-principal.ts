import type { Principal, ServiceManifest } from '@baseplate-epr/contracts';
import type { AssemblyConfiguration, SystemGrants } from '../configuration/assembly-configuration.ts';

/** A service that acts by itself: it may do what the assembly granted it, as far as its manifest asks for it. */
export function servicePrincipal(
  { name, title }: ServiceManifest,
  { name: display, odsCode }: AssemblyConfiguration['organisation'],
  grants: SystemGrants,
): Principal {
  return {
    id: `service/${name}`,
    kind: 'system',
    display: title,
    role: { code: 'digital-service', display: 'Digital service' },
    organisation: { odsCode, display },
    purposeOfUse: 'HOPERAT',
    scopes: grants[name] ?? [],
  };
}
