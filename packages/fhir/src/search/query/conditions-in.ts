import type { Predicate } from '@baseplate-epr/contracts';
import type { SearchContext } from './search-context.ts';
import { searchError } from './search-error.ts';

/**
 * How much there is to compare: each comparison, each hop of a chain, and each id that was written out. The codes of a value set count as one,
 * since a store is given them as one list.
 */
export function conditionsIn(predicate: Predicate): number {
  switch (predicate.kind) {
    case 'all':
    case 'none':
      return 0;
    case 'and':
    case 'or':
      return predicate.predicates.reduce((sum, part) => sum + conditionsIn(part), 0);
    case 'not':
      return conditionsIn(predicate.predicate);
    case 'id':
      return predicate.ids.length;
    case 'composite':
      return predicate.parts.length;
    case 'chained':
    case 'reverseChained':
      return 1 + conditionsIn(predicate.where);
    default:
      return 1;
  }
}

/**
 * Refuses what has become too much for one search. A part of it that is too much already is refused before the rest is made.
 * @throws BaseplateError `query-invalid`
 */
export function requireFewConditions({ limits }: SearchContext, conditions: number): void {
  if (conditions <= limits.conditions) return;
  throw searchError(
    'search',
    `has more than ${limits.conditions} conditions: each value, in each way and through each type of resource it may be met by, is one. Search in several steps, name the types in chains, or raise the record's limit “searchConditions”.`,
  );
}
