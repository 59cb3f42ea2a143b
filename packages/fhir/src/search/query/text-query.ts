import type { Predicate } from '@baseplate-epr/contracts';
import { foldWords } from '../text/fold-words.ts';
import { contentParameter, narrativeParameter } from '../text/text-entries.ts';
import { allOf, anyOf } from './combine-predicates.ts';
import { type SearchContext, type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';

/** `_text` looks at the narrative, `_content` at every text: https://hl7.org/fhir/R4/search.html#content */
export type TextParameter = typeof narrativeParameter | typeof contentParameter;

/** Most words in one parameter. */
const mostWords = 20;
/** A beginning of fewer letters would find words without number. */
const shortestPrefix = 3;

/** True for the parameters of full-text search. */
export function isTextParameter(name: string): name is TextParameter {
  return name === narrativeParameter || name === contentParameter;
}

/**
 * What a full-text query asks for. Words are searched whole, and all must be there; `"…"` holds words that stand next to each other,
 * `OR` (in capitals) parts alternatives, as a comma does, and `*` at the end of a word, or after a phrase, lets it go on.
 *
 * @throws BaseplateError `query-invalid` if it is malformed or has too many words
 */
export function textQuery(
  { registry }: SearchContext,
  name: TextParameter,
  modifier: string | undefined,
  value: string,
): Predicate | Unsupported {
  if (modifier !== undefined) return unsupported('It takes no modifier.', true);
  if (registry.fullText === 'off') return unsupported('Full-text search is turned off in this assembly.');
  if (registry.fullText === 'pending') {
    return unsupported(
      'The words of the resources are still being indexed. An administrator finishes that with “baseplate reindex”.',
    );
  }
  const alternatives = splitValue(value, ',')
    .map(unescapeValue)
    .flatMap((text) => alternativesOf(name, text));
  if (alternatives.length === 0) throw searchError(name, 'has no words. Give letters or digits.');
  const words = alternatives.flat().reduce((sum, phrase) => sum + phrase.words.length, 0);
  if (words > mostWords) throw searchError(name, `has more than ${mostWords} words. Use fewer.`);
  return anyOf(alternatives.map((phrases) => allOf(phrases.map((phrase) => phrasePredicate(name, phrase)))));
}

interface Phrase {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

const piece = /"([^"]*)"(\*?)|([^\s"]+)/g;

function alternativesOf(name: TextParameter, text: string): readonly (readonly Phrase[])[] {
  if ((text.match(/"/g) ?? []).length % 2 === 1) throw searchError(name, 'has a quotation mark without its partner.');
  const alternatives: Phrase[][] = [[]];
  for (const [, quoted, star, plain = ''] of text.matchAll(piece)) {
    if (plain === 'OR') alternatives.push([]);
    else if (plain === 'NOT' || /[()]/.test(plain)) {
      throw searchError(name, 'uses NOT or parentheses, which are not supported. Write words, "phrases", OR and *.');
    } else if (plain !== 'AND') {
      const words = foldWords(quoted ?? plain);
      const prefix = star === '*' || plain.endsWith('*');
      if (prefix && (words.at(-1)?.length ?? 0) < shortestPrefix) {
        throw searchError(name, `has a “*” after fewer than ${shortestPrefix} letters. Write more of the word.`);
      }
      if (words.length > 0) alternatives.at(-1)?.push({ words, prefix });
    }
  }
  return alternatives.filter((phrases) => phrases.length > 0);
}

function phrasePredicate(name: TextParameter, { words, prefix }: Phrase): Predicate {
  const within = (parameter: TextParameter): Predicate => ({
    kind: 'text',
    parameter,
    words,
    ...(prefix ? { prefix } : {}),
  });
  return name === narrativeParameter ? within(name) : anyOf([within(contentParameter), within(narrativeParameter)]);
}
