import { evaluationError } from '../evaluation-error.ts';
import { booleanItems, type Items, integerItems, noItems, stringItems } from '../item.ts';
import { singletonNumber, singletonText } from '../singleton.ts';
import { ofItemsAnd, type PathFunction } from './path-function.ts';

/** A function of one text and up to two others; where one it needs is missing, the answer is empty. */
function ofText(needed: number, compute: (text: string, first: string, second: string) => Items): PathFunction {
  return ofItemsAnd(needed, needed, (items, first, second) => {
    const texts = [items, first, second].slice(0, needed + 1).map(singletonText);
    const [text = '', one = '', two = ''] = texts;
    return texts.includes(undefined) ? noItems : compute(text, one, two);
  });
}

const patterns = new Map<string, RegExp>();

/** Patterns come from expressions, so there are few; the bound keeps computed ones from piling up. */
function patternOf(source: string, flags: string): RegExp {
  const key = `${flags}/${source}`;
  const known = patterns.get(key);
  if (known) return known;
  if (patterns.size >= 1000) patterns.clear();
  const made = compiledPattern(source, flags);
  patterns.set(key, made);
  return made;
}

/** Some of R4's own patterns escape what the strict Unicode syntax forbids to escape (`\\'`), so they are read the lenient way. */
function compiledPattern(source: string, flags: string): RegExp {
  for (const one of [`${flags}u`, flags]) {
    const pattern = patternOrError(source, one);
    if (pattern instanceof RegExp) return pattern;
  }
  throw evaluationError('a pattern in it is no regular expression.', patternOrError(source, flags));
}

function patternOrError(source: string, flags: string): unknown {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    return error;
  }
}

/** http://hl7.org/fhirpath/N1/#string-manipulation */
export const textFunctions: Readonly<Record<string, PathFunction>> = {
  indexOf: ofText(1, (text, part) => integerItems(text.indexOf(part))),
  startsWith: ofText(1, (text, part) => booleanItems(text.startsWith(part))),
  endsWith: ofText(1, (text, part) => booleanItems(text.endsWith(part))),
  contains: ofText(1, (text, part) => booleanItems(text.includes(part))),
  upper: ofText(0, (text) => stringItems(text.toUpperCase())),
  lower: ofText(0, (text) => stringItems(text.toLowerCase())),
  trim: ofText(0, (text) => stringItems(text.trim())),
  length: ofText(0, (text) => integerItems(text.length)),
  toChars: ofText(0, (text) => [...text].flatMap(stringItems)),
  replace: ofText(2, (text, part, by) => stringItems(text.replaceAll(part, () => by))),
  matches: ofText(1, (text, pattern) => booleanItems(patternOf(pattern, 's').test(text))),
  matchesFull: ofText(1, (text, pattern) => booleanItems(patternOf(`^(?:${pattern})$`, 's').test(text))),
  replaceMatches: ofText(2, (text, pattern, by) => stringItems(text.replace(patternOf(pattern, 'gs'), by))),
  split: ofText(1, (text, separator) => text.split(separator).flatMap(stringItems)),
  join: ofItemsAnd(0, 1, (items, separator) => {
    const texts = items.map((item) => singletonText([item]) ?? '');
    return items.length === 0 ? noItems : stringItems(texts.join(singletonText(separator) ?? ''));
  }),
  substring: ofItemsAnd(1, 2, (items, start, length) => {
    const text = singletonText(items);
    const from = singletonNumber(start);
    if (text === undefined || from === undefined || from < 0 || from >= text.length) return noItems;
    const count = singletonNumber(length);
    return stringItems(count === undefined ? text.slice(from) : text.slice(from, from + Math.max(0, count)));
  }),
};
