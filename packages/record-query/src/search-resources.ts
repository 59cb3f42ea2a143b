import type { Query, SearchResult } from '@baseplate-epr/contracts';
import { findIncluded } from './find-included.ts';
import { findMatches } from './find-matches.ts';
import { createMatchContext } from './match-context.ts';
import { requireLimit } from './require-limit.ts';
import type { Resources } from './resources.ts';
import { readSearchCursor, writeSearchCursor } from './search-cursor.ts';
import { comparePositions, sortPosition } from './sort-position.ts';

/** Answers a query the plain way: look at everything, sort it, cut the page out. */
export function searchResources(resources: Resources, query: Query): SearchResult {
  const { sort = [], count, cursor } = query;
  requireLimit(count, 0);
  const after = cursor === undefined ? undefined : readSearchCursor(sort, cursor);
  const context = createMatchContext(resources, query);
  const found = findMatches(resources, query, context);
  if (count === 0) return { matches: [], included: [], total: found.length };

  const rest = found
    .map((resource) => ({ resource, position: sortPosition(resource, sort) }))
    .filter(({ position }) => after === undefined || comparePositions(position, after, sort) > 0)
    .sort((left, right) => comparePositions(left.position, right.position, sort));
  const page = rest.slice(0, count);
  const matched = page.map(({ resource }) => resource);
  const last = page.at(-1);
  // What is included is bounded by includeLimit, so it does not count against the candidates.
  const unlimited = createMatchContext(resources, { access: query.access });
  return {
    matches: matched.map(({ version }) => version),
    included: findIncluded(matched, query, unlimited),
    ...(query.total === true ? { total: found.length } : {}),
    ...(rest.length > count && last !== undefined ? { next: writeSearchCursor(sort, last.position) } : {}),
  };
}
