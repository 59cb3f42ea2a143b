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
export const matchColumns = raw('r.home, r.key, r.type, r.id, r.version');

/**
 * Selects the next matches in the order of the sort: {@link matchColumns}, `s0`, `s1` … and `place`, which counts them.
 *
 * Where an index may have the order of the sort the statement is put so that PostgreSQL can walk it, and it chooses by its
 * statistics whether to; otherwise all matches are sorted.
 */
export function pageOf(matching: Matching, request: PageRequest): Sql {
  const ordered = canWalk(matching, request) ? walk(matching, request) : sorted(matching, request);
  return sql`SELECT o.*, row_number() OVER () AS place FROM (${ordered}) o`;
}

function sorted(matching: Matching, { sort, after, limit }: PageRequest): Sql {
  const { compiler, types } = matching;
  const matches = fromEveryArm(matching, (arm) => {
    const values = sort.map((key, index) => sql`, ${sortValue(compiler, types, arm, key)} AS ${raw(`s${index}`)}`);
    return sql`SELECT ${matchColumns}${joined(values, '')} FROM ${rowsOf(arm)} WHERE ${matching.holds(arm)}`;
  });
  const later = after === undefined ? always : comesAfter(sort, after);
  return sql`SELECT * FROM (${matches}) x WHERE ${later} ${orderBy(sort)} LIMIT ${limit}`;
}
