import type { FoundValue } from './found-values.ts';
import { plainText } from './match-string.ts';
import { fields, items, text } from './oracle-resource.ts';
import { splitEscaped, unescaped } from './split-escaped.ts';

/** A code, with the system it is of, if any, and the words beside it. */
interface OracleToken {
  readonly system: string | undefined;
  readonly code: string;
  readonly words: string;
  readonly types: readonly { readonly system: string | undefined; readonly code: string }[];
}

function tokensOf({ type, value }: FoundValue): readonly OracleToken[] {
  const one = fields(value);
  const coding = (each: unknown, words: string): OracleToken => {
    const { system, code, display } = fields(each);
    return { system: text(system), code: text(code) ?? '', words: `${text(display) ?? ''} ${words}`, types: [] };
  };
  if (type === 'Coding') return [coding(value, '')];
  if (type === 'CodeableConcept') {
    const codings = items(one.coding).map((each) => coding(each, text(one.text) ?? ''));
    return codings.length > 0 ? codings : [{ system: undefined, code: '', words: text(one.text) ?? '', types: [] }];
  }
  if (type === 'Identifier') {
    const types = items(fields(one.type).coding).map((each) => coding(each, ''));
    const words = text(fields(one.type).text) ?? '';
    return [{ system: text(one.system), code: text(one.value) ?? '', words, types }];
  }
  if (type === 'ContactPoint')
    return text(one.value) ? [{ system: undefined, code: String(one.value), words: '', types: [] }] : [];
  return typeof value === 'object' ? [] : [{ system: undefined, code: String(value), words: '', types: [] }];
}

const same = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/**
 * https://hl7.org/fhir/R4/search.html#token. `undefined` for the system of a `code`, which stands in a value set, and for the
 * modifiers that take terminology. `:not` is for the caller. `searched` still has its escapes.
 */
export function matchesToken(found: FoundValue, searched: string, modifier: string | undefined): boolean | undefined {
  const tokens = tokensOf(found);
  if (modifier === 'text') {
    const wanted = plainText(unescaped(searched));
    return wanted === '' ? undefined : tokens.some(({ words }) => plainText(words).includes(wanted));
  }
  const parts = splitEscaped(searched, '|').map(unescaped);
  if (modifier === 'of-type') {
    const [system = '', code = '', value = ''] = parts;
    if (parts.length !== 3) return undefined;
    return tokens.some(
      (one) => same(one.code, value) && one.types.some((type) => type.system === system && same(type.code, code)),
    );
  }
  if (modifier !== undefined || parts.length > 2) return undefined;
  const [first = '', second] = parts;
  if (second === undefined) return tokens.some(({ code }) => code !== '' && same(code, first));
  if (found.type === 'code') return undefined;
  const ofSystem = tokens.filter(({ system }) => (first === '' ? system === undefined : system === first));
  if (second === '') return first === '' ? undefined : ofSystem.length > 0;
  return ofSystem.some(({ code }) => same(code, second));
}
