import { type AccessRules, BaseplateError, type Predicate, type ResourceKey } from '@baseplate-epr/contracts';
import { type CurrentResource, nameOf, type Resources } from './resources.ts';

/** What a predicate can look at beside the resource itself. */
export interface MatchContext {
  /** Applied at every hop of a chain. Undefined inside the access rules themselves. */
  readonly access: AccessRules | undefined;
  /** A resource's newest version, unless it is deleted. Counts it as examined. */
  find(key: ResourceKey): CurrentResource | undefined;
  /** Every current resource of a type that may satisfy a condition. Counts them as examined. */
  ofType(type: string, where?: Predicate): Iterable<CurrentResource>;
  /** Every current resource of a type that may refer to this one. Counts them as examined. */
  referring(type: string, target: ResourceKey): Iterable<CurrentResource>;
}

/** Makes the view of current resources that a query works on; it stops the query that examines too many. */
export function createMatchContext(
  resources: Resources,
  options: { readonly access?: AccessRules | undefined; readonly candidateLimit?: number | undefined },
): MatchContext {
  const { access, candidateLimit = Number.POSITIVE_INFINITY } = options;
  const examined = new Set<string>();
  const examine = (resource: CurrentResource): CurrentResource => {
    examined.add(nameOf(resource.version));
    if (examined.size <= candidateLimit) return resource;
    throw new BaseplateError({
      code: 'query-too-costly',
      message: `The query has more than ${candidateLimit} candidates, which is the limit. Narrow it by further conditions.`,
      details: { candidateLimit },
    });
  };
  const current = function* (some: Iterable<CurrentResource>): Generator<CurrentResource, void, undefined> {
    for (const resource of some) if (!resource.version.deleted) yield examine(resource);
  };
  return {
    access,
    find: (key) => {
      const resource = resources.get(key);
      return resource === undefined || resource.version.deleted ? undefined : examine(resource);
    },
    ofType: (type, where) => current(resources.ofType(type, where)),
    referring: (type, target) => current(resources.referring(type, target)),
  };
}
