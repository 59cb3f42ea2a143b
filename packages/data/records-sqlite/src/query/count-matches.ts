import { tooCostly } from '../connection/budget.ts';
import { fromMatches, type Matching } from './matching.ts';
import { oneOf, raw, sql } from './sql.ts';

/** How many matches there are. Without any condition it is known already, and costs nothing. */
export function countMatches(matching: Matching, candidateLimit: number): number {
  const { compiler, types, parts } = matching;
  const { connection } = compiler;
  if (parts.length === 0) {
    const counted = types.length === 0 ? raw('1') : oneOf(raw('type'), types);
    const { text, values } = sql`SELECT coalesce(sum(live), 0) FROM type_count WHERE ${counted}`;
    return connection
      .statement(text)
      .pluck()
      .get(...values) as number;
  }
  const { text, values } = sql`SELECT count(*) ${fromMatches(matching, matching.chosen())}`;
  const statement = connection.statement(text).pluck();
  const found = connection.budget.within(candidateLimit, () => statement.get(...values) as number);
  if (found === undefined) throw tooCostly(candidateLimit);
  return found;
}
