import type { AccessRules, Predicate } from '@baseplate-epr/contracts';

/** The access rules for these types (none means every type) as one predicate. */
export function accessPredicate(access: AccessRules | undefined, types: readonly string[]): Predicate {
  if (access === undefined) return { kind: 'all' };
  const { byType, otherwise } = access;
  const ruleOf = (type: string) => (Object.hasOwn(byType, type) ? (byType[type] ?? otherwise) : otherwise);
  const named = types.length === 0 ? Object.keys(byType) : [...new Set(types)];
  const groups = new Map<Predicate, string[]>();
  for (const type of named) groups.set(ruleOf(type), [...(groups.get(ruleOf(type)) ?? []), type]);
  const [only] = groups.keys();
  if (types.length > 0 && groups.size === 1 && only !== undefined) return only;
  const arms: Predicate[] = [...groups].map(([rule, group]) => both({ kind: 'type', types: group }, rule));
  if (types.length === 0) arms.push(both({ kind: 'not', predicate: { kind: 'type', types: named } }, otherwise));
  return { kind: 'or', predicates: arms };
}

/** Both predicates. */
export function both(first: Predicate, second: Predicate): Predicate {
  return { kind: 'and', predicates: [first, second] };
}

/** The parts that must all hold, with nested conjunctions opened and what always holds left out. */
export function conjuncts(predicate: Predicate): readonly Predicate[] {
  if (predicate.kind === 'all') return [];
  if (predicate.kind === 'or' && predicate.predicates.length === 1) return predicate.predicates.flatMap(conjuncts);
  return predicate.kind === 'and' ? predicate.predicates.flatMap(conjuncts) : [predicate];
}

/** The parts of a predicate and of the access rules for these types, all of which must hold. */
export function partsWithAccess(
  access: AccessRules | undefined,
  types: readonly string[],
  where: Predicate,
): { readonly parts: readonly Predicate[]; readonly accessParts: ReadonlySet<Predicate> } {
  // Copies: the same object may stand in the query too, where its chains are subject to access.
  const rules = conjuncts(accessPredicate(access, types)).map((rule) => ({ ...rule }));
  return { parts: [...rules, ...conjuncts(where)], accessParts: new Set(rules) };
}
