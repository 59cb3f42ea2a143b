import type { TextPredicate } from '@baseplate-epr/contracts';

/** A lexeme takes 2,046 bytes; no word of a language comes near. */
const longest = 500;

/** The words of a passage as lexemes. Very long ones are cut: the passage itself decides. */
export function lexemesOf(words: string): string {
  if (words.length <= longest) return words;
  return [...new Set(words.split(' '))].map(cut).join(' ');
}

/** A `tsquery` for passages that have every word, the last of them perhaps as a beginning. Quoted, nothing in it is special. */
export function lexemeQuery({ words, prefix = false }: TextPredicate): string {
  const quoted = words.map((word) => `'${cut(word).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`);
  return `${quoted.join(' & ')}${prefix ? ':*' : ''}`;
}

/** What a passage between spaces holds if the words stand in it together. */
export function phraseOf({ words, prefix = false }: TextPredicate): string {
  return ` ${words.join(' ')}${prefix ? '' : ' '}`;
}

function cut(word: string): string {
  return word.length <= longest ? word : [...word.slice(0, longest)].slice(0, -1).join('');
}
