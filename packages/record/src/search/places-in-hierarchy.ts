import type { Predicate } from '@baseplate-epr/contracts';
import { type SearchNeed, terminologyError, tooManyCodes } from '@baseplate-epr/fhir';
import type { Caller, RecordParts } from '../session/record-parts.ts';
import { requireWaiting } from '../session/require-waiting.ts';

/** Steps from one place to another. */
const deepest = 50;

/**
 * A resource with all that are below it, or above it, in the hierarchy that one reference parameter makes (R4 §3.1.1.4.14), as far
 * as the caller may see them. Level by level, one search each.
 */
export async function placesInHierarchy(
  parts: RecordParts,
  caller: Caller,
  { direction, type, parameter, id }: SearchNeed & { readonly kind: 'places' },
): Promise<readonly string[]> {
  const limit = parts.limits.searchCodes;
  const reached = new Set([id]);
  let level = [id];
  for (let step = 0; level.length > 0; step += 1) {
    if (step > deepest)
      throw terminologyError(
        'The hierarchy is deeper than a search follows. Name a place nearer to what is looked for.',
      );
    requireWaiting(caller.signal);
    const where = direction === 'below' ? partOf(type, parameter, level) : having(type, parameter, level);
    const { matches, next } = await parts.records.search({
      types: [type],
      where,
      access: caller.access.rules('search'),
      count: limit,
      ...(caller.signal === undefined ? {} : { signal: caller.signal }),
    });
    level = matches.map((match) => match.id).filter((one) => !reached.has(one));
    for (const one of level) reached.add(one);
    if (next !== undefined || reached.size > limit) {
      throw tooManyCodes(limit);
    }
  }
  return [...reached];
}

function partOf(type: string, parameter: string, ids: readonly string[]): Predicate {
  return { kind: 'or', predicates: ids.map((id) => ({ kind: 'reference', parameter, type, id })) };
}

function having(type: string, parameter: string, ids: readonly string[]): Predicate {
  return { kind: 'reverseChained', type, parameter, where: { kind: 'id', ids } };
}
