import type { Predicate, Query } from '@baseplate-epr/contracts';

/** A predicate with every part of it replaced, innermost first. */
export function mapPredicate(predicate: Predicate, replace: (part: Predicate) => Predicate): Predicate {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return replace({ ...predicate, predicates: predicate.predicates.map((part) => mapPredicate(part, replace)) });
    case 'not':
      return replace({ ...predicate, predicate: mapPredicate(predicate.predicate, replace) });
    case 'chained':
    case 'reverseChained':
      return replace({ ...predicate, where: mapPredicate(predicate.where, replace) });
    default:
      return replace(predicate);
  }
}

/** A query whose conditions are replaced likewise. */
export function mapWhere(query: Query, replace: (part: Predicate) => Predicate): Query {
  return query.where === undefined ? query : { ...query, where: mapPredicate(query.where, replace) };
}
