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

interface AccessParts {
  readonly rules: readonly Predicate[];
  readonly accessParts: ReadonlySet<Predicate>;
}

const noParts: AccessParts = { rules: [], accessParts: new Set() };
const partsOfRules = new WeakMap<AccessRules, Map<string, AccessParts>>();
/** Choices of types remembered for the rules of one caller. */
const choicesRemembered = 200;

/**
 * The parts of a predicate and of the access rules for these types, all of which must hold. Those of the rules are the same objects each
 * time, since the rules of a caller come with every request.
 */
export function partsWithAccess(
  access: AccessRules | undefined,
  types: readonly string[],
  where: Predicate,
): { readonly parts: readonly Predicate[]; readonly accessParts: ReadonlySet<Predicate> } {
  const { rules, accessParts } = access === undefined ? noParts : accessPartsOf(access, types);
  return { parts: [...rules, ...conjuncts(where)], accessParts };
}

function accessPartsOf(access: AccessRules, types: readonly string[]): AccessParts {
  const choices = partsOfRules.get(access) ?? new Map<string, AccessParts>();
  partsOfRules.set(access, choices);
  const key = types.join(' ');
  const known = choices.get(key);
  if (known !== undefined) return known;
  if (choices.size >= choicesRemembered) choices.clear();
  const made = makeParts(access, types);
  choices.set(key, made);
  return made;
}

function makeParts(access: AccessRules, types: readonly string[]): AccessParts {
  // Copies: the same object may stand in the query too, where its chains are subject to access.
  const rules = conjuncts(accessPredicate(access, types)).map((rule) => ({ ...rule }));
  return { rules, accessParts: new Set(rules) };
}
