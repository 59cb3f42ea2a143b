import type { TextPredicate } from '@baseplate-epr/contracts';

/** The words as a query of FTS5: one phrase, its last word a beginning if asked for. Quoted, nothing in it is special. */
export function textMatch({ words, prefix = false }: TextPredicate): string {
  return `"${words.join(' ')}"${prefix ? ' *' : ''}`;
}
