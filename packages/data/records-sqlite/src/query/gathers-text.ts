import type { Predicate } from '@baseplate-epr/contracts';

/**
 * Whether a predicate looks for a phrase or for the beginning of a word. The full-text index gathers the places of every word
 * concerned before it answers the first of them: work that no count of rows foresees.
 */
export function gathersText(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'text':
      return predicate.words.length > 1 || predicate.prefix === true;
    case 'and':
    case 'or':
      return predicate.predicates.some(gathersText);
    case 'not':
      return gathersText(predicate.predicate);
    case 'chained':
    case 'reverseChained':
      return gathersText(predicate.where);
    default:
      return false;
  }
}
