import { type DigitalService, isBaseplateError, type Subscription } from '@baseplate-epr/contracts';
import { resourceTypes, scopeQueryPredicate } from '@baseplate-epr/record';
import type { SystemGrants } from '../configuration/assembly-configuration.ts';
import { systemScopes } from '../service/system-scopes.ts';

const interactions: readonly unknown[] = ['create', 'update', 'delete'];

/**
 * Subscriptions that could never be heard of, and grants to nobody.
 *
 * @param complete - whether these are all the services there are; otherwise a grant may be for one that could not be loaded
 */
export function subscriptionProblems(
  services: readonly DigitalService[],
  complete: boolean,
  grants: SystemGrants = {},
): readonly string[] {
  const problems: string[] = [];
  for (const { manifest } of services) {
    const { name, subscribes = [] } = manifest;
    for (const subscription of subscribes) {
      const { type, interactions: wanted = [] } = subscription;
      if (!resourceTypes.has(type)) {
        problems.push(`services: ${name} subscribes to ${type}, which is no resource type of FHIR R4.`);
        continue;
      }
      for (const interaction of wanted)
        if (!interactions.includes(interaction))
          problems.push(
            `services: ${name} subscribes to "${interaction}" of ${type}. There are create, update and delete.`,
          );
      if (!canBeApplied(subscription))
        problems.push(
          `services: ${name} subscribes to ${type} by criteria that cannot be applied. Its supplier must use search parameters of the type, with values, as a SMART scope does.`,
        );
      const scope = `system/${type}.r`;
      if (!mayRead(systemScopes(manifest), type))
        problems.push(
          `services: ${name} subscribes to ${type}, but its manifest asks for no scope ${scope}, so it would hear of nothing. Its supplier must add the scope, or take the subscription out.`,
        );
      else if (!mayRead(grants[name] ?? [], type))
        problems.push(
          `services: ${name} subscribes to ${type}, which nobody granted it. If it is to hear of it, add grants: { ${JSON.stringify(name)}: [${JSON.stringify(`${scope}s`)}] } to the configuration; else take ${name} out.`,
        );
    }
  }
  const names = new Set(services.map(({ manifest }) => manifest.name));
  for (const name of Object.keys(grants))
    if (complete && !names.has(name))
      problems.push(`grants: there is no service called ${name}. Take the grant out, or correct the name.`);
  return problems;
}

/** Found out before it is put in front: there it would keep the record from starting the next time. */
function canBeApplied({ type, criteria = '' }: Subscription): boolean {
  try {
    scopeQueryPredicate({ type, query: criteria, baseUrl: 'http://record.invalid/fhir', now: 0 });
    return true;
  } catch (error) {
    if (isBaseplateError(error)) return false;
    throw error;
  }
}

function mayRead(scopes: readonly string[], type: string): boolean {
  return scopes.some((scope) => {
    const [, granted, letters = ''] = /^system\/([A-Za-z*]+)\.([a-z]*)/.exec(scope) ?? [];
    return (granted === type || granted === '*') && letters.includes('r');
  });
}
