import type { Place, Principal } from '@baseplate-epr/contracts';
import { scopesCover } from '@baseplate-epr/record';
import type { ServiceRunner } from '../service/service-runner.ts';

/** The pages of services that this caller may be led to: whose scope both role and token cover. Ordered by title. */
export function placesFor(
  services: { all(): readonly Pick<ServiceRunner, 'manifest'>[] },
  { scopes, tokenScopes }: Pick<Principal, 'scopes' | 'tokenScopes'>,
): readonly Place[] {
  const holds = (scope: string) =>
    [scopes, tokenScopes].every((layer) => layer === undefined || scopesCover(layer, scope));
  return services
    .all()
    .flatMap(({ manifest: { name, pages = [] } }) =>
      pages
        .filter(({ scope }) => holds(scope))
        .map(({ path, title }) => ({ service: name, href: `/services/${name}${path}`, title })),
    )
    .sort((left, right) => left.title.localeCompare(right.title, 'en-GB'));
}
