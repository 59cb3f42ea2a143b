import type { AccessRules, Predicate } from '@baseplate-epr/contracts';

/** The rules for these types (none means every type) as one predicate. */
export function accessPredicate(access: AccessRules | undefined, types: readonly string[]): Predicate {
  if (access === undefined) return { kind: 'all' };
  const { byType, otherwise } = access;
  const ruleFor = (type: string) => (Object.hasOwn(byType, type) ? (byType[type] ?? otherwise) : otherwise);
  const named = types.length > 0 ? [...new Set(types)] : Object.keys(byType);
  const sharing = Map.groupBy(named, ruleFor);
  const [single] = sharing.keys();
  if (types.length > 0 && sharing.size === 1 && single !== undefined) return single;
  const arms = [...sharing].map(([rule, those]) => both({ kind: 'type', types: those }, rule));
  const others = both({ kind: 'not', predicate: { kind: 'type', types: named } }, otherwise);
  return { kind: 'or', predicates: types.length > 0 ? arms : [...arms, others] };
}

function both(first: Predicate, second: Predicate): Predicate {
  return { kind: 'and', predicates: [first, second] };
}

/** The parts that must all hold, nested conjunctions opened, what always holds left out. */
export function conjuncts(predicate: Predicate): readonly Predicate[] {
  if (predicate.kind === 'all') return [];
  if (predicate.kind === 'and') return predicate.predicates.flatMap(conjuncts);
  const [only] = predicate.kind === 'or' && predicate.predicates.length === 1 ? predicate.predicates : [];
  return only === undefined ? [predicate] : conjuncts(only);
}
