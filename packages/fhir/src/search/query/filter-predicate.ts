import type { Predicate } from '@baseplate-epr/contracts';
import { allOf, anyOf } from './combine-predicates.ts';
import { parameterPredicate } from './parameter-predicate.ts';
import { type SearchContext, type Unsupported, unsupported } from './search-context.ts';

/**
 * What a parameter asks for in a search of several types (none: every type). It applies if each type has it; where it means
 * different things, each type is asked in its own words.
 */
export function filterPredicate(
  context: SearchContext,
  types: readonly string[],
  name: string,
  value: string,
): Predicate | Unsupported {
  const groups = new Map<string, { readonly types: string[]; readonly where: Predicate }>();
  for (const type of types.length === 0 ? ['Resource'] : types) {
    const where = parameterPredicate({ context, type, name, value, depth: 0 });
    if (where.kind === 'unsupported') {
      return types.length > 1 ? unsupported(`${where.reason} Every type searched must have it.`, where.refuse) : where;
    }
    const key = JSON.stringify(where);
    const group = groups.get(key) ?? { types: [], where };
    group.types.push(type);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const [only] = all;
  if (all.length === 1 && only) return only.where;
  return anyOf(all.map((group) => allOf([{ kind: 'type', types: group.types }, group.where])));
}
