import type { SortKey } from '@baseplate-epr/contracts';
import { fromEveryArm, type Matching, rowsOf } from './matching.ts';
import type { SearchPosition } from './search-cursor.ts';
import { comesAfter, orderBy, sortValue } from './sort-keys.ts';
import { always, joined, raw, type Sql, sql } from './sql.ts';
import { canWalk, walk } from './walk.ts';

/** Which matches. */
export interface PageRequest {
  readonly sort: readonly SortKey[];
  readonly after: SearchPosition | undefined;
  readonly limit: number;
}

/** Columns of `resource` that a match is known by. */
export const matchColumns = raw('r.home, r.key, r.type, r.id, r.version, r.last_updated');

/**
 * Selects the next matches: {@link matchColumns} and `s0`, `s1` …; as many as the limit says, in the order of the sort.
 *
 * Where an index may have the order of the sort the statement is put so that PostgreSQL can walk it, and it chooses by its
 * statistics whether to; otherwise all matches are sorted.
 */
export function matchesOf(matching: Matching, request: PageRequest): Sql {
  return canWalk(matching, request) ? walk(matching, request) : sorted(matching, request);
}

function sorted(matching: Matching, { sort, after, limit }: PageRequest): Sql {
  const { compiler, types } = matching;
  const matches = fromEveryArm(matching, (arm) => {
    const values = sort.map((key, index) => sql`, ${sortValue(compiler, types, arm, key)} AS ${raw(`s${index}`)}`);
    return sql`SELECT ${matchColumns}${joined(values, '')} FROM ${rowsOf(arm)} WHERE ${matching.holds(arm, true)}`;
  });
  const later = after === undefined ? always : comesAfter(sort, after);
  return sql`SELECT * FROM (${matches}) x WHERE ${later} ${orderBy(sort, 'x')} LIMIT ${limit}`;
}
