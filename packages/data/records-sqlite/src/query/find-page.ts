import type { Query } from '@baseplate-epr/contracts';
import { tooCostly } from '../connection/budget.ts';
import { few } from './choose-candidates.ts';
import { compartmentPage } from './compartment-page.ts';
import { inOrder } from './in-order.ts';
import { fromFew, fromMatches, type Matching } from './matching.ts';
import type { SearchPosition, SortValue } from './search-cursor.ts';
import { comesAfter, orderBy, sortValue } from './sort-keys.ts';
import { joined, raw, type Sql, sql } from './sql.ts';
import { walkFor } from './walks.ts';

/** One match, as the statements find it. */
export interface FoundResource {
  readonly key: number;
  readonly type: string;
  readonly id: string;
  /** Sequence of its current version. */
  readonly current: number;
  readonly values: readonly SortValue[];
}

/** Which matches. */
export interface PageRequest {
  readonly sort: NonNullable<Query['sort']>;
  readonly after: SearchPosition | undefined;
  readonly limit: number;
  readonly candidateLimit: number;
}

/** A walk that was expected to be short may go on for this many times as long before the other way is taken. */
const patience = 4;

/**
 * The next matches in the order of the sort.
 *
 * Two ways lead there: look at all candidates and sort them, or walk an index that has the order of the sort and drop what does
 * not match. Which is shorter depends on how common the matches are; if the walk was chosen and finds too little, which
 * happens where matches are not spread evenly, the other way is taken after all.
 */
export function findPage(matching: Matching, request: PageRequest): readonly FoundResource[] {
  const { candidateLimit, limit } = request;
  const { budget } = matching.compiler.connection;
  const ordered = compartmentPage(matching, request);
  if (ordered !== undefined) {
    const inOrder = () => rowsOf(matching, request, sql`${ordered} LIMIT ${limit}`);
    return budget.within(candidateLimit, inOrder) ?? refuse(candidateLimit);
  }
  const { promising } = matching;
  if (promising === undefined) return amongMany(matching, request);
  const matches = matchesOf(matching, request, fromFew(matching, promising));
  const found = budget.within(Math.min(few, candidateLimit), () => amongFew(matching, request, matches));
  return found === undefined ? amongMany(matching, request) : eachOnce(found).slice(0, limit);
}

function amongMany(matching: Matching, request: PageRequest): readonly FoundResource[] {
  const { candidateLimit, limit } = request;
  const { budget } = matching.compiler.connection;
  const chosen = matching.chosen();
  const sortAll = () =>
    budget.within(candidateLimit, () =>
      rowsOf(
        matching,
        request,
        sql`${sortedAfter(request, matchesOf(matching, request, fromMatches(matching, chosen?.candidates)))} LIMIT ${limit}`,
      ),
    );
  if (chosen !== undefined && chosen.estimate <= limit) return sortAll() ?? refuse(candidateLimit);
  const walk = walkFor(matching, request);
  if (walk === undefined) return sortAll() ?? refuse(candidateLimit);
  const walkOn = (rows: number) => budget.within(rows, () => walkThrough(matching, request, walk.legs));
  if (chosen === undefined) return walkOn(candidateLimit) ?? refuse(candidateLimit);
  const estimate = Math.min(chosen.estimate, walk.population);
  const length = (limit * walk.population) / Math.max(estimate, 1);
  if (length >= estimate) return sortAll() ?? refuse(candidateLimit);
  const rows = Math.min(candidateLimit, Math.ceil(patience * length) + limit);
  return walkOn(rows) ?? sortAll() ?? walkOn(candidateLimit) ?? refuse(candidateLimit);
}

function refuse(candidateLimit: number): never {
  throw tooCostly(candidateLimit);
}

/** A walk may have two legs: resources with a value in its order, then those without. */
function walkThrough(matching: Matching, request: PageRequest, legs: readonly Sql[]): readonly FoundResource[] {
  const found: FoundResource[] = [];
  for (const leg of legs) {
    const limited = sql`${leg} LIMIT ${request.limit - found.length}`;
    found.push(...rowsOf(matching, request, limited));
    if (found.length >= request.limit) break;
  }
  return found;
}

function amongFew(matching: Matching, request: PageRequest, matches: Sql): readonly FoundResource[] {
  if (request.after !== undefined) return rowsOf(matching, request, sortedAfter(request, matches));
  return rowsOf(matching, request, matches).toSorted(inOrder(request.sort));
}

function matchesOf({ compiler, types }: Matching, { sort }: PageRequest, from: Sql): Sql {
  const values = sort.map((key, index) => sql`, ${sortValue(compiler, types, key)} AS ${raw(`s${index}`)}`);
  return sql`SELECT r.key AS key, r.type AS type, r.id AS id, r.current AS current${joined(values, '')} ${from}`;
}

function sortedAfter({ sort, after }: PageRequest, matches: Sql): Sql {
  const later = after === undefined ? raw('1') : comesAfter(sort, after);
  return sql`SELECT * FROM (${matches}) WHERE ${later} ${orderBy(sort)}`;
}

/** Rows of one resource follow one another, since its type and id are part of the order. */
function eachOnce(found: readonly FoundResource[]): readonly FoundResource[] {
  return found.filter(({ key }, index) => key !== found[index - 1]?.key);
}

function rowsOf({ compiler }: Matching, { sort }: PageRequest, { text, values }: Sql): readonly FoundResource[] {
  const rows = compiler.connection
    .statement(text)
    .raw(true)
    .all(...values) as [number, string, string, number, ...SortValue[]][];
  return rows.map(([key, type, id, current, ...rest]) => ({
    key,
    type,
    id,
    current,
    values: rest.slice(0, sort.length),
  }));
}
