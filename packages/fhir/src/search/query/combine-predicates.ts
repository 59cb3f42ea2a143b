import type { Predicate } from '@baseplate-epr/contracts';

/** All of these; of none, everything. */
export function allOf(predicates: readonly Predicate[]): Predicate {
  const rest = predicates.filter((predicate) => predicate.kind !== 'all');
  const [first] = rest;
  if (first === undefined) return { kind: 'all' };
  return rest.length === 1 ? first : { kind: 'and', predicates: rest };
}

/** Any of these; of none, nothing. */
export function anyOf(predicates: readonly Predicate[]): Predicate {
  const [first] = predicates;
  if (first === undefined) return { kind: 'none' };
  return predicates.length === 1 ? first : { kind: 'or', predicates };
}
