import type { IndexEntry, TextPredicate } from '@baseplate-epr/contracts';

/** Whether an entry is a text with these words, one after the other. */
export function textMatches(entry: IndexEntry, { parameter, words, prefix = false }: TextPredicate): boolean {
  if (entry.kind !== 'text' || entry.parameter !== parameter || words.length === 0) return false;
  return ` ${entry.words} `.includes(` ${words.join(' ')}${prefix ? '' : ' '}`);
}
