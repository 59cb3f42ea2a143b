import { BaseplateError, type Include, type Query, type StoredVersion } from '@baseplate-epr/contracts';
import { compareKeys } from './compare-bytes.ts';
import type { MatchContext } from './match-context.ts';
import { isAllowed, refersTo } from './matches.ts';
import { type CurrentResource, nameOf } from './resources.ts';

/** What the includes of a query add to the matches of a page. */
export function findIncluded(
  matched: readonly CurrentResource[],
  { includes = [], includeLimit = 10_000 }: Pick<Query, 'includes' | 'includeLimit'>,
  context: MatchContext,
): StoredVersion[] {
  const seen = new Set(matched.map(({ version }) => nameOf(version)));
  const included: CurrentResource[] = [];
  let round = matched;
  let applicable = includes;
  while (round.length > 0) {
    const found: CurrentResource[] = [];
    for (const include of applicable) {
      for (const resource of round.flatMap((from) => follow(from, include, context))) {
        if (seen.has(nameOf(resource.version)) || !isAllowed(resource, context)) continue;
        seen.add(nameOf(resource.version));
        found.push(resource);
        if (included.length + found.length > includeLimit) throw tooManyIncluded(includeLimit);
      }
    }
    included.push(...found);
    round = found;
    applicable = includes.filter(({ iterate }) => iterate);
  }
  return included.map(({ version }) => version).sort(compareKeys);
}

function follow(from: CurrentResource, include: Include, context: MatchContext): CurrentResource[] {
  const { source, parameter, target } = include;
  if (include.direction === 'reverse') {
    if (target !== undefined && from.version.type !== target) return [];
    return [...context.referring(source, from.version)].filter((resource) =>
      refersTo(resource, parameter, from.version),
    );
  }
  if (from.version.type !== source) return [];
  return from.entries.flatMap((entry) => {
    if (entry.kind !== 'reference' || entry.type === '') return [];
    if (parameter !== '*' && entry.parameter !== parameter) return [];
    if (target !== undefined && entry.type !== target) return [];
    return context.find(entry) ?? [];
  });
}

function tooManyIncluded(includeLimit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `The answer would include more than ${includeLimit} resources, which is the limit. Ask for fewer includes or smaller pages.`,
    details: { includeLimit },
  });
}
