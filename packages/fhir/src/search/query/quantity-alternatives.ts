import type { EntryPredicate, QuantityPredicate } from '@baseplate-epr/contracts';
import { numberBounds, writtenNumber } from './number-bounds.ts';
import { searchError } from './search-error.ts';
import { splitValue, unescapeValue } from './split-value.ts';
import type { ValueTask } from './value-alternatives.ts';
import { splitPrefix } from './value-prefix.ts';

/**
 * `[prefix][number]|[system]|[code]`: https://hl7.org/fhir/R4/search.html#quantity. With a system, the code is one of it; without,
 * it is a code or a unit as people write it. Units are compared as they stand: `g` does not find `mg`.
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
  const units: readonly Partial<QuantityPredicate>[] =
    system !== '' ? [code === '' ? { system } : { system, code }] : code === '' ? [{}] : [{ code }, { unit: code }];
  return numberBounds(prefix, number).flatMap((bounds) =>
    units.map((unit) => ({ kind: 'quantity' as const, parameter, bounds, ...unit })),
  );
}
