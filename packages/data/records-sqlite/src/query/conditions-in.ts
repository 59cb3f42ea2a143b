import type { Predicate } from '@baseplate-epr/contracts';

/** How many conditions a statement for this predicate holds: what is given as one list counts once. */
export function conditionsIn(predicate: Predicate): number {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.predicates.reduce((sum, part) => sum + conditionsIn(part), 0);
    case 'not':
      return conditionsIn(predicate.predicate);
    case 'composite':
      return predicate.parts.length;
    case 'chained':
    case 'reverseChained':
      return 1 + conditionsIn(predicate.where);
    default:
      return 1;
  }
}
