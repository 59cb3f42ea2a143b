import type { EntryPredicate } from '@baseplate-epr/contracts';
import { isResourceType } from '../../fhirpath/type-model.ts';
import { referenceTarget } from '../reference-target.ts';
import { neededPlaces } from './needed.ts';
import { type SearchContext, type Unsupported, unsupported } from './search-context.ts';
import { searchError } from './search-error.ts';
import { unescapeValue } from './split-value.ts';
import type { ValueTask } from './value-alternatives.ts';

/**
 * `:above` and `:below` of a reference to something in a hierarchy, such as a Location that is part of another
 * (https://hl7.org/fhir/R4/search.html#recursive).
 */
export function placeAlternatives(
  task: ValueTask,
  direction: 'above' | 'below',
): readonly EntryPredicate[] | Unsupported {
  const { context, parameter } = task;
  if (context.answers === undefined)
    return unsupported('This modifier needs the record, which is not at hand here.', true);
  const hierarchies = parameter.targets.flatMap((type) => {
    const upward = hierarchyParameter(context, type);
    return upward === undefined ? [] : [{ type, parameter: upward }];
  });
  if (hierarchies.length === 0) {
    return unsupported('What this parameter refers to is in no hierarchy.', true);
  }
  const text = unescapeValue(task.value);
  const target = referenceTarget(text, context.baseUrl);
  const type = target?.url === '' ? target.type : undefined;
  const id = target?.url === '' ? target.id : text;
  const meant = hierarchies.filter((one) => type === undefined || one.type === type);
  const [only] = meant;
  if (only === undefined || meant.length > 1 || !/^[A-Za-z0-9.-]{1,64}$/.test(id)) {
    const types = hierarchies.map((one) => `${one.type}/id`).join(' or ');
    throw searchError(
      parameter.name,
      `needs a resource in a hierarchy with the modifier “${direction}”. Write ${types}.`,
    );
  }
  const ids = neededPlaces(context, { kind: 'places', direction, ...only, id });
  return ids.map((each) => ({ kind: 'reference', parameter: parameter.name, type: only.type, id: each }));
}

/** The parameter by which resources of a type refer to the one of the same type that they are part of. */
function hierarchyParameter(context: SearchContext, type: string): string | undefined {
  if (!isResourceType(type)) return undefined;
  return ['partof', 'part-of'].find((name) => context.registry.parameter(type, name)?.targets.includes(type));
}
