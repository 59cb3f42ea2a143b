import { BaseplateError } from '@baseplate-epr/contracts';
import type { IncludeGroup } from '@baseplate-epr/record-query';
import type { Ask } from '../connection/ask.ts';
import type { Compiler } from './compiler.ts';
import { followIncludes } from './follow-includes.ts';
import { type FoundResource, foundIn } from './found-resource.ts';
import { type Sql, sql } from './sql.ts';

/** How many resources may be included unless the query says so. */
export const defaultIncludeLimit = 10_000;

/** What is included so far. */
export interface Included {
  readonly resources: readonly FoundResource[];
  /** Takes those that are neither matched nor included yet; fails if they become too many. */
  add(found: readonly FoundResource[]): readonly FoundResource[];
}

/** Begins with nothing included. */
export function createIncluded(matched: readonly FoundResource[], includeLimit: number): Included {
  const seen = new Set(matched.map(({ key }) => key));
  const resources: FoundResource[] = [];
  return {
    resources,
    add(found) {
      const fresh = found.filter(({ key }) => !seen.has(key) && seen.add(key));
      resources.push(...fresh);
      if (resources.length > includeLimit) throw tooManyIncluded(includeLimit);
      return fresh;
    },
  };
}

/** Follows the includes that are to be followed again, from what was included first, until nothing new is found. */
export async function followAgain(
  ask: Ask,
  compiler: Compiler,
  groups: readonly IncludeGroup[],
  included: Included,
  limit: number,
): Promise<void> {
  let round = included.resources.slice();
  while (round.length > 0 && groups.length > 0) {
    const from = fromResources(round);
    const statements = groups.map((group) => sql`${followIncludes(compiler, group, from)} LIMIT ${limit}`);
    const rows = (await Promise.all(statements.map(ask))).flat();
    round = included.add(rows.map(foundIn)).slice();
  }
}

/** The relation `m` that {@link followIncludes} begins with. */
export function fromResources(resources: readonly FoundResource[]): Sql {
  const columns = (of: (resource: FoundResource) => string) => resources.map(of);
  return sql`unnest(${columns(({ home }) => home)}::uuid[], ${columns(({ key }) => key)}::uuid[], ${columns(({ type }) => type)}::text[], ${columns(({ id }) => id)}::text[]) WITH ORDINALITY m(home, key, type, id, place)`;
}

function tooManyIncluded(includeLimit: number): BaseplateError {
  return new BaseplateError({
    code: 'query-too-costly',
    message: `The answer would include more than ${includeLimit} resources, which is the limit. Ask for fewer includes or smaller pages.`,
    details: { includeLimit },
  });
}
