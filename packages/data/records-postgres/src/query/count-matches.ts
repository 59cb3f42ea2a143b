import { tooCostly } from '../connection/limits.ts';
import { fromEveryArm, type Matching, rowsOf } from './matching.ts';
import { always, oneOf, raw, type Sql, sql } from './sql.ts';

/** Selects how many matches there are, up to one more than may be counted. Without any condition it is known already. */
export function countOf(matching: Matching, candidateLimit: number | undefined): Sql {
  const { types, unconditional } = matching;
  if (unconditional) {
    const counted = types.length === 0 ? always : oneOf(raw('type'), types);
    return sql`SELECT coalesce(sum(live), 0)::bigint FROM type_count WHERE ${counted}`;
  }
  const matches = fromEveryArm(matching, (arm) => sql`SELECT 1 FROM ${rowsOf(arm)} WHERE ${matching.holds(arm, true)}`);
  const limit = candidateLimit === undefined ? raw('') : sql` LIMIT ${candidateLimit + 1}`;
  return sql`SELECT count(*) FROM (SELECT 1 FROM (${matches}) x${limit}) y`;
}

/** Refuses a count that is beyond the limit. */
export function requireWithin(count: number, candidateLimit: number | undefined): number {
  if (candidateLimit === undefined || count <= candidateLimit) return count;
  throw tooCostly(candidateLimit);
}
