import type { EntryPredicate, Predicate } from '@baseplate-epr/contracts';
import { allOf, anyOf } from './combine-predicates.ts';
import { type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { splitValue } from './split-value.ts';
import { type ValueTask, valueAlternatives } from './value-alternatives.ts';

/**
 * A composite value `a$b`: https://hl7.org/fhir/R4/search.html#composite. Its parts must match in the same element. Where a part
 * may match in several ways, each combination becomes a predicate of its own.
 */
export function compositePredicate(task: ValueTask): Predicate | Unsupported {
  const { components, name } = task.parameter;
  const values = splitValue(task.value, '$');
  if (components.length === 0) return unsupported('The definition of this composite parameter is incomplete.');
  if (values.length !== components.length) {
    throw searchError(name, `needs ${components.length} values. Join them with “$”.`);
  }
  let together: readonly (readonly EntryPredicate[])[] = [[]];
  const apart: Predicate[] = [];
  for (const [at, component] of components.entries()) {
    const part = { ...task, parameter: component.parameter, modifier: undefined, value: values[at] ?? '' };
    if (part.value === '') throw searchError(name, 'has an empty part. Give a value for each part.');
    const alternatives = valueAlternatives(part);
    if ('kind' in alternatives) return alternatives;
    if (component.outside) apart.push(anyOf(alternatives));
    else together = together.flatMap((parts) => alternatives.map((alternative) => [...parts, alternative]));
  }
  return allOf([anyOf(together.map(inOneElement)), ...apart]);
}

function inOneElement(parts: readonly EntryPredicate[]): Predicate {
  const [first] = parts;
  return parts.length === 1 && first ? first : { kind: 'composite', parts };
}
