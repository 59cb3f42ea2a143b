import type { IndexEntryKind, SortKey } from '@baseplate-epr/contracts';
import { entryKind } from './plain-predicate.ts';
import { missingParameter, type SearchContext, type Unsupported, withoutValue } from './search-context.ts';
import { searchError } from './search-error.ts';

/** Keys that one search may sort by; each costs a look at every match. */
const mostKeys = 10;

/** Adds to the keys that another `_sort` has brought: names joined by commas, descending after `-`; https://hl7.org/fhir/R4/search.html#sort. */
export function sortKeys(
  context: SearchContext,
  types: readonly string[],
  value: string,
  before: readonly SortKey[],
): readonly SortKey[] | Unsupported {
  const keys: SortKey[] = [...before];
  for (const part of value.split(',').filter((one) => one !== '')) {
    const descending = part.startsWith('-');
    const parameter = descending ? part.slice(1) : part;
    const entry = sortKind(context, types, parameter);
    if (entry === undefined) return notSortable(context, types, parameter);
    if (keys.length === mostKeys)
      throw searchError('_sort', `names more than the ${mostKeys} parameters a search may sort by.`);
    keys.push({ parameter, entry, direction: descending ? 'descending' : 'ascending' });
  }
  return keys.length === before.length ? withoutValue : keys;
}

function notSortable(context: SearchContext, types: readonly string[], name: string): Unsupported {
  const pending = types.find((type) => context.registry.isPending(type, name)) ?? 'Resource';
  return missingParameter(context, pending, name, 'It names a parameter that cannot be sorted by.');
}

function sortKind(context: SearchContext, types: readonly string[], name: string): IndexEntryKind | undefined {
  const kinds = new Set(
    (types.length === 0 ? ['Resource'] : types).map((type) => {
      const parameter = context.registry.parameter(type, name);
      return parameter && entryKind(parameter);
    }),
  );
  return kinds.size === 1 ? [...kinds][0] : undefined;
}
