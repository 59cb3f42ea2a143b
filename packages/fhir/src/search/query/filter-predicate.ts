import type { Predicate } from '@baseplate-epr/contracts';
import { allOf, anyOf } from './combine-predicates.ts';
import { parameterPredicate } from './parameter-predicate.ts';
import { type SearchContext, type Unsupported, unsupported } from './search-context.ts';

/**
 * What a parameter asks for in a search of several types (none: every type). It applies if each type has it; where it means
 * different things, each type is asked in its own words.
 *
 * @param listed - The search names the types (`_type`): then it is an error if some have the parameter and others do not (R4 §3.1.0.9.1), since
 *   without it everything of them would be found.
 */
export function filterPredicate(
  context: SearchContext,
  types: readonly string[],
  name: string,
  value: string,
  listed = false,
): Predicate | Unsupported {
  const asked = (type: string) => parameterPredicate({ context, type, name, value, depth: 0 });
  const groups = new Map<string, { readonly types: string[]; readonly where: Predicate }>();
  for (const type of types.length === 0 ? ['Resource'] : types) {
    const where = asked(type);
    if (where.kind === 'unsupported') {
      if (types.length < 2) return where;
      const refuse = where.refuse || (listed && types.some((other) => asked(other).kind !== 'unsupported'));
      return unsupported(`${where.reason} Every type searched must have it.`, refuse);
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
