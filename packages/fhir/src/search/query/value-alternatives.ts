import type { EntryPredicate } from '@baseplate-epr/contracts';
import { foldText } from '../fold-text.ts';
import { referenceTarget } from '../reference-target.ts';
import type { SearchParameter } from '../search-parameter.ts';
import { containsAlternatives } from './contains-alternatives.ts';
import { dateValueBounds } from './date-value.ts';
import { numberBounds, writtenNumber } from './number-bounds.ts';
import { quantityAlternatives } from './quantity-alternatives.ts';
import { referenceAlternatives } from './reference-alternatives.ts';
import { type SearchContext, type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { unescapeValue } from './split-value.ts';
import { tokenAlternatives } from './token-alternatives.ts';
import { splitPrefix } from './value-prefix.ts';

/** One value (no commas left), still escaped, with the modifier it was given. */
export interface ValueTask {
  readonly context: SearchContext;
  /** The resource type searched. */
  readonly type: string;
  readonly parameter: SearchParameter;
  readonly modifier: string | undefined;
  readonly value: string;
}

/**
 * What one value asks for: conditions on one entry, any one of which suffices. Being that simple, they can also be the part of a
 * composite.
 */
export function valueAlternatives(task: ValueTask): readonly EntryPredicate[] | Unsupported {
  switch (task.parameter.type) {
    case 'token':
      return tokenAlternatives(task);
    case 'string':
      return stringAlternatives(task);
    case 'reference':
      return referenceAlternatives(task);
    case 'uri':
      return uriAlternatives(task);
    case 'date':
      return task.modifier === undefined ? dateAlternatives(task) : modifierUnsupported(task);
    case 'number':
      return task.modifier === undefined ? numberAlternatives(task) : modifierUnsupported(task);
    case 'quantity':
      return task.modifier === undefined ? quantityAlternatives(task) : modifierUnsupported(task);
    default:
      return unsupported('This kind of search parameter is not supported.');
  }
}

/** Says that a modifier does not go with the type of a parameter. */
export function modifierUnsupported(task: Pick<ValueTask, 'parameter'>): Unsupported {
  return unsupported(`This modifier is not supported for parameters of type ${task.parameter.type}.`, true);
}

const stringMatches: ReadonlyMap<string, 'exact' | 'contains'> = new Map([
  ['exact', 'exact'],
  ['contains', 'contains'],
]);

function stringAlternatives(task: ValueTask): readonly EntryPredicate[] | Unsupported {
  const { parameter, modifier } = task;
  const match = modifier === undefined ? 'starts' : stringMatches.get(modifier);
  if (match === undefined) return modifierUnsupported(task);
  const text = unescapeValue(task.value);
  const value = match === 'exact' ? text : foldText(text);
  if (value === '') throw searchError(parameter.name, 'has a value without letters or digits. Give some text.');
  if (match === 'contains') return containsAlternatives(parameter.name, value);
  return [{ kind: 'string', parameter: parameter.name, match, value }];
}

const uriMatches: ReadonlyMap<string, 'above' | 'below'> = new Map([
  ['above', 'above'],
  ['below', 'below'],
]);

function uriAlternatives(task: ValueTask): readonly EntryPredicate[] | Unsupported {
  const match = task.modifier === undefined ? 'exact' : uriMatches.get(task.modifier);
  if (match === undefined) return modifierUnsupported(task);
  const value = unescapeValue(task.value);
  if (match !== 'exact' && /^urn:/i.test(value)) {
    throw searchError(
      task.parameter.name,
      'has a URN with “above” or “below”, which are for URLs. Leave the modifier out.',
    );
  }
  const parameter = task.parameter.name;
  const own = parameter === '_profile' && match === 'exact' ? ownAddress(value, task.context.baseUrl) : undefined;
  return [value, ...(own === undefined ? [] : [own])].map((one) => ({ kind: 'uri', parameter, match, value: one }));
}

/** `_profile=StructureDefinition/lipid`: a relative reference “refers a local profile on the same server” (R4 §3.1.1.4.1). */
function ownAddress(value: string, baseUrl: string | undefined): string | undefined {
  if (baseUrl === undefined) return undefined;
  const { type, id } = referenceTarget(value) ?? { type: '', id: '' };
  return type === '' ? undefined : `${baseUrl.replace(/\/$/, '')}/${type}/${id}`;
}

function dateAlternatives(task: ValueTask): readonly EntryPredicate[] {
  const parameter = task.parameter.name;
  const sets = dateValueBounds(parameter, task.value, task.context.now);
  return sets.map((bounds) => ({ kind: 'range', entry: 'date', parameter, bounds }));
}

function numberAlternatives(task: ValueTask): readonly EntryPredicate[] {
  const parameter = task.parameter.name;
  const { prefix, rest } = splitPrefix(task.value);
  const number = writtenNumber(rest);
  if (!number) throw searchError(parameter, 'has a value that is not a number. Write it as 100, 100.00 or 1e2.');
  return numberBounds(prefix, number).map((bounds) => ({ kind: 'range', entry: 'number', parameter, bounds }));
}
