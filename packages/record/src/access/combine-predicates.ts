import type { Predicate } from '@baseplate-epr/contracts';

/** Holds everywhere. */
export const everything: Predicate = { kind: 'all' };

/** Holds nowhere. */
export const nothing: Predicate = { kind: 'none' };

/** All of them, without needless nesting; none given means everything. */
export function allOf(predicates: readonly Predicate[]): Predicate {
  const kept: Predicate[] = [];
  for (const predicate of predicates) {
    if (predicate.kind === 'none') return nothing;
    if (predicate.kind === 'and') kept.push(...predicate.predicates);
    else if (predicate.kind !== 'all') kept.push(predicate);
  }
  const [only] = kept;
  if (only === undefined) return everything;
  return kept.length === 1 ? only : { kind: 'and', predicates: kept };
}

/** Any of them, without needless nesting; none given means nothing. */
export function anyOf(predicates: readonly Predicate[]): Predicate {
  const kept: Predicate[] = [];
  for (const predicate of predicates) {
    if (predicate.kind === 'all') return everything;
    if (predicate.kind === 'or') kept.push(...predicate.predicates);
    else if (predicate.kind !== 'none') kept.push(predicate);
  }
  const [only] = kept;
  if (only === undefined) return nothing;
  return kept.length === 1 ? only : { kind: 'or', predicates: kept };
}

/** The contrary. */
export function noneOf(predicate: Predicate): Predicate {
  if (predicate.kind === 'all') return nothing;
  if (predicate.kind === 'none') return everything;
  return predicate.kind === 'not' ? predicate.predicate : { kind: 'not', predicate };
}
