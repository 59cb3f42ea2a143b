import type { IndexEntryKind, Predicate } from '@baseplate-epr/contracts';
import { presentParameter } from '../entry/present-entry.ts';
import { foldCode } from '../entry/token-entries.ts';
import type { SearchParameter } from '../search-parameter.ts';
import { allOf, anyOf } from './combine-predicates.ts';
import { compositePredicate } from './composite-predicate.ts';
import { instantBounds } from './date-bounds.ts';
import { dateValueBounds } from './date-value.ts';
import { nearPredicate } from './near-predicate.ts';
import { type Unsupported, withoutValue } from './search-context.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';
import { modifierUnsupported, type ValueTask, valueAlternatives } from './value-alternatives.ts';

/** What a parameter without a chain asks for; commas in `value` part alternatives. */
export function plainPredicate({ value, ...task }: ValueTask): Predicate | Unsupported {
  const { context, parameter, modifier } = task;
  const values = splitValue(value, ',').filter((one) => one !== '');
  if (values.length === 0) return withoutValue;
  if (values.length > context.limits.values) {
    throw searchError(parameter.name, `has more than ${context.limits.values} values. Search in several steps.`);
  }
  if (modifier === 'missing') return missingPredicate(parameter, values);
  if (parameter.name === '_id') return idPredicate(parameter, modifier, values);
  if (modifier !== undefined && parameter.type === 'composite') return modifierUnsupported({ parameter });
  const predicates: Predicate[] = [];
  for (const one of values) {
    const predicate = valuePredicate({ ...task, value: one });
    if (predicate.kind === 'unsupported') return predicate;
    predicates.push(predicate);
  }
  const any = anyOf(predicates);
  return modifier === 'not' || modifier === 'not-in' ? { kind: 'not', predicate: any } : any;
}

function valuePredicate(task: ValueTask): Predicate | Unsupported {
  if (task.parameter.type === 'composite') return compositePredicate(task);
  if (task.parameter.name === '_lastUpdated') return lastUpdatedPredicate(task);
  if (task.parameter.type === 'special') return nearPredicate(task);
  const versioned = versionedUrlPredicate(task);
  if (versioned) return versioned;
  const alternatives = valueAlternatives(task);
  return 'kind' in alternatives ? alternatives : anyOf(alternatives);
}

/** `url|version` of a conformance resource: its url and its version (https://hl7.org/fhir/R4/search.html#uri), or a url that reads so. */
function versionedUrlPredicate({ context, type, parameter, modifier, value }: ValueTask): Predicate | undefined {
  if (parameter.type !== 'uri' || parameter.name !== 'url' || modifier !== undefined) return undefined;
  const [url = '', version = '', ...more] = splitValue(value, '|').map(unescapeValue);
  if (version === '' || more.length > 0 || context.registry.parameter(type, 'version')?.type !== 'token')
    return undefined;
  const whole: Predicate = { kind: 'uri', parameter: 'url', match: 'exact', value: unescapeValue(value) };
  const parts: readonly Predicate[] = [
    { kind: 'uri', parameter: 'url', match: 'exact', value: url },
    { kind: 'token', parameter: 'version', code: foldCode(version) },
  ];
  return anyOf([allOf(parts), whole]);
}

function idPredicate(
  parameter: SearchParameter,
  modifier: string | undefined,
  values: readonly string[],
): Predicate | Unsupported {
  if (modifier !== undefined && modifier !== 'not') return modifierUnsupported({ parameter });
  const any: Predicate = { kind: 'id', ids: values.map(unescapeValue) };
  return modifier === 'not' ? { kind: 'not', predicate: any } : any;
}

function lastUpdatedPredicate(task: ValueTask): Predicate | Unsupported {
  if (task.modifier !== undefined) return modifierUnsupported(task);
  const sets = instantBounds(dateValueBounds('_lastUpdated', task.value, task.context.now));
  return anyOf(sets.map((bounds) => ({ kind: 'lastUpdated', bounds })));
}

function missingPredicate(parameter: SearchParameter, values: readonly string[]): Predicate | Unsupported {
  const [value] = values;
  if (values.length > 1 || (value !== 'true' && value !== 'false')) {
    throw searchError(parameter.name, 'needs “true” or “false” with the modifier “missing”.');
  }
  const missing = value === 'true';
  if (parameter.name === '_id' || parameter.name === '_lastUpdated')
    return missing ? { kind: 'none' } : { kind: 'all' };
  const entry = entryKind(parameter);
  if (entry === undefined) return modifierUnsupported({ parameter });
  // An element may be there and say nothing that is searched for: a logical reference, an address of a use alone.
  const parts: readonly Predicate[] = [
    { kind: 'missing', parameter: parameter.name, entry, missing },
    { kind: 'missing', parameter: presentParameter(parameter.name), entry: 'token', missing },
  ];
  return missing ? allOf(parts) : anyOf(parts);
}

/** The kind of entries a parameter has; `undefined` for composite and special ones, which have none. */
export function entryKind(parameter: SearchParameter): IndexEntryKind | undefined {
  return parameter.type === 'composite' || parameter.type === 'special' ? undefined : parameter.type;
}
