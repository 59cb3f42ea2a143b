import type { EntryPredicate, TokenPredicate } from '@baseplate-epr/contracts';
import type { CodeSet } from '../../terminology/code-set.ts';
import { foldCode } from '../entry/token-entries.ts';
import { neededCodes } from './needed.ts';
import { type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';
import type { ValueTask } from './value-alternatives.ts';

/** The modifiers of https://hl7.org/fhir/R4/search.html#token that take terminology. */
export const terminologyModifiers: ReadonlySet<string> = new Set(['in', 'not-in', 'above', 'below']);

/** `:in`, `:above` and `:below`; `:not-in` asks here for what the caller then negates. */
export function terminologyAlternatives(task: ValueTask): readonly EntryPredicate[] | Unsupported {
  const { context, parameter, modifier, value } = task;
  if (context.answers === undefined)
    return unsupported('This modifier needs terminology, which is not at hand here.', true);
  if (modifier === 'in' || modifier === 'not-in') {
    const url = unescapeValue(value);
    return tokensOf(parameter.name, neededCodes(context, implicitNeed(url) ?? { kind: 'value-set', url }));
  }
  const [system = '', code = '', ...more] = splitValue(value, '|').map(unescapeValue);
  if (system === '' || code === '' || more.length > 0) {
    throw searchError(parameter.name, `needs a system and a code with the modifier “${modifier}”. Write system|code.`);
  }
  const direction = modifier === 'above' ? 'above' : 'below';
  return tokensOf(parameter.name, neededCodes(context, { kind: 'codes', direction, system, code }));
}

const implicit = /^([^?]+)\?fhir_vs=isa\/([A-Za-z0-9.-]+)$/;

/** `http://snomed.info/sct?fhir_vs=isa/X`: a value set that nobody need define (https://hl7.org/fhir/R4/snomedct.html#implicit). */
function implicitNeed(url: string) {
  const parts = implicit.exec(url);
  if (!parts?.[1] || !parts[2]) return undefined;
  return { kind: 'codes', direction: 'below', system: parts[1], code: parts[2] } as const;
}

function tokensOf(parameter: string, set: CodeSet): readonly TokenPredicate[] {
  return [...set].flatMap(([system, codes]): readonly TokenPredicate[] => {
    if (codes === 'all') return [{ kind: 'token', parameter, system }];
    return [{ kind: 'token', parameter, system, codes: [...new Set([...codes].map(foldCode))] }];
  });
}
