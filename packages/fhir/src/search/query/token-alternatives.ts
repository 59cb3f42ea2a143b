import type { EntryPredicate, TokenPredicate } from '@baseplate-epr/contracts';
import { foldCode, mimeBase, mimeParameter, ofTypeParameter } from '../entry/token-entries.ts';
import { foldText } from '../fold-text.ts';
import { goesWithElements, modifierOfOthers } from './goes-with-elements.ts';
import type { Unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';
import { terminologyAlternatives, terminologyModifiers } from './terminology-alternatives.ts';
import { modifierUnsupported, type ValueTask } from './value-alternatives.ts';

/** A token value: https://hl7.org/fhir/R4/search.html#token. `:not` asks here for what the caller then negates. */
export function tokenAlternatives(task: ValueTask): readonly EntryPredicate[] | Unsupported {
  const { parameter, modifier, value } = task;
  if (modifier === undefined || modifier === 'not') return [tokenPredicate(parameter.name, value)];
  if (!goesWithElements(task)) return modifierOfOthers();
  if (modifier === 'text') {
    const text = foldText(unescapeValue(value));
    if (text === '') throw searchError(parameter.name, 'has a value without letters or digits. Give some text.');
    return [{ kind: 'token', parameter: parameter.name, text }];
  }
  if (modifier === 'of-type') return [ofTypePredicate(parameter.name, value)];
  if (parameter.expression.endsWith('.contentType') && (modifier === 'below' || modifier === 'above')) {
    return mimeAlternatives(parameter.name, modifier, unescapeValue(value));
  }
  if (terminologyModifiers.has(modifier)) return terminologyAlternatives(task);
  return modifierUnsupported(task);
}

/** `code`, `system|code`, `|code` (no system) or `system|` (any code of it). */
export function tokenPredicate(parameter: string, value: string): TokenPredicate {
  const parts = splitValue(value, '|');
  if (parts.length > 2) {
    throw searchError(parameter, 'has a value with more than one “|”. Write a “|” that belongs to a code as “\\|”.');
  }
  const [first = '', second] = parts.map(unescapeValue);
  if (second === undefined) return { kind: 'token', parameter, code: foldCode(first) };
  if (second !== '') return { kind: 'token', parameter, system: first, code: foldCode(second) };
  if (first === '') throw searchError(parameter, 'has neither a system nor a code. Give one of them.');
  return { kind: 'token', parameter, system: first };
}

/** Media types are a hierarchy of two levels: without parameters above, with parameters below. */
function mimeAlternatives(parameter: string, modifier: 'above' | 'below', value: string): readonly EntryPredicate[] {
  const code = foldCode(value);
  const other: TokenPredicate =
    modifier === 'below'
      ? { kind: 'token', parameter: mimeParameter(parameter), code }
      : { kind: 'token', parameter, code: mimeBase(code) };
  return [{ kind: 'token', parameter, code }, other];
}

function ofTypePredicate(parameter: string, value: string): TokenPredicate {
  const [system, code, text, ...more] = splitValue(value, '|').map(unescapeValue);
  if (!system || !code || !text || more.length > 0) {
    throw searchError(parameter, 'needs three parts for the modifier “of-type”. Write system|type|value.');
  }
  return { kind: 'token', parameter: ofTypeParameter(parameter), system, code: foldCode(`${code}|${text}`) };
}
