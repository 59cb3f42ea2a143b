import type { Predicate, Query } from '@baseplate-epr/contracts';
import { compareKeys } from './compare-bytes.ts';
import type { MatchContext } from './match-context.ts';
import { isAllowed, matches, ruleFor } from './matches.ts';
import type { CurrentResource, Resources } from './resources.ts';

/** Every current resource that a query finds and its caller may see, ordered by type, then id. */
export function findMatches(
  resources: Resources,
  { types, where = { kind: 'all' } }: Pick<Query, 'types' | 'where'>,
  context: MatchContext,
): CurrentResource[] {
  return [...new Set(types.length === 0 ? resources.types() : types)]
    .flatMap((type) => [...context.ofType(type, conditionFor(type, where, context))])
    .filter((resource) => isAllowed(resource, context) && matches(resource, where, context) === true)
    .sort((left, right) => compareKeys(left.version, right.version));
}

function conditionFor(type: string, where: Predicate, { access }: MatchContext): Predicate {
  return access === undefined ? where : { kind: 'and', predicates: [where, ruleFor(access, type)] };
}
