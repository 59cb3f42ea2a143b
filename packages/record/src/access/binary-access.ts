import type { Predicate } from '@baseplate-epr/contracts';
import { resourceTypes, securityContextParameter } from '@baseplate-epr/fhir';
import { anyOf } from './combine-predicates.ts';

const contexts = [...resourceTypes].filter((type) => type !== 'Binary');

const unprotected: Predicate = {
  kind: 'missing',
  parameter: securityContextParameter,
  entry: 'reference',
  missing: true,
};

/** That a Binary has a security context which satisfies what its type asks for. */
function contextWhere(whereOf: (type: string) => Predicate): Predicate {
  const byCondition = new Map<string, { readonly types: string[]; readonly where: Predicate }>();
  for (const type of contexts) {
    const where = whereOf(type);
    if (where.kind === 'none') continue;
    const key = JSON.stringify(where);
    const group = byCondition.get(key) ?? { types: [], where };
    group.types.push(type);
    byCondition.set(key, group);
  }
  return anyOf(
    [...byCondition.values()].map((group) => ({ kind: 'chained', parameter: securityContextParameter, ...group })),
  );
}

/**
 * Which Binaries may be read (R4 §2.44.2): one with a security context by whoever may see that resource, one without only by
 * a role that holds a `user/` or `system/` scope for Binary.
 *
 * A store applies no rules at the hops of chains inside a rule, so what may be seen of each type is written into the chain itself.
 *
 * @param whereOf - what the caller may see of a type
 */
export function binaryAccess(whereOf: (type: string) => Predicate): {
  readonly visibleContext: Predicate;
  readonly unprotectedOrVisibleContext: Predicate;
} {
  const visibleContext = contextWhere(whereOf);
  return { visibleContext, unprotectedOrVisibleContext: anyOf([unprotected, visibleContext]) };
}
