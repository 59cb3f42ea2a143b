import type { EntryPredicate, QuantityPredicate } from '@baseplate-epr/contracts';
import { canonicalParameter, ucumSystem } from '../entry/number-entries.ts';
import { scaledValue } from '../unit/scaled-value.ts';
import { unitScale } from '../unit/unit-scale.ts';
import type { BoundSets } from './date-bounds.ts';
import { numberBounds, writtenNumber } from './number-bounds.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';
import type { ValueTask } from './value-alternatives.ts';
import { splitPrefix } from './value-prefix.ts';

/**
 * `[prefix][number]|[system]|[code]`: https://hl7.org/fhir/R4/search.html#quantity. With a system, the code is one of it; without,
 * it is a code or a unit as people write it. Units of UCUM find what is comparable: `5.4|http://unitsofmeasure.org|mg` finds
 * 0.0054 g. Other units are compared as they stand.
 */
export function quantityAlternatives(task: ValueTask): readonly EntryPredicate[] {
  const parameter = task.parameter.name;
  const parts = splitValue(task.value, '|');
  const [first = '', system = '', code = ''] = parts.map(unescapeValue);
  const { prefix, rest } = splitPrefix(first);
  const number = writtenNumber(rest);
  if (!number || parts.length === 2 || parts.length > 3) {
    throw searchError(parameter, 'has a value that is not a quantity. Write it as 5.4, 5.4|system|code or 5.4||unit.');
  }
  const sets = numberBounds(prefix, number);
  if (system === ucumSystem && code !== '') return ucumAlternatives(parameter, sets, code);
  const units: readonly Partial<QuantityPredicate>[] =
    system !== '' ? [code === '' ? { system } : { system, code }] : code === '' ? [{}] : [{ code }, { unit: code }];
  return predicates(parameter, sets, units);
}

/** Quantities that are in the usual unit of their kind already, and the converted entries of all others. */
function ucumAlternatives(parameter: string, sets: BoundSets, code: string): readonly EntryPredicate[] {
  const scale = unitScale(code);
  if (!scale) return predicates(parameter, sets, [{ system: ucumSystem, code }]);
  const scaled = sets.map((set) => set.map((bound) => ({ ...bound, value: scaledValue(bound.value, scale) })));
  const unit = [{ system: ucumSystem, code: scale.code }];
  return [
    ...predicates(parameter, code === scale.code ? sets : scaled, unit),
    ...predicates(canonicalParameter(parameter), scaled, unit),
  ];
}

function predicates(
  parameter: string,
  sets: BoundSets,
  units: readonly Partial<QuantityPredicate>[],
): readonly EntryPredicate[] {
  return sets.flatMap((bounds) => units.map((unit) => ({ kind: 'quantity' as const, parameter, bounds, ...unit })));
}
