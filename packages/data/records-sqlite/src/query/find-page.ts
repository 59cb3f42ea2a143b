import type { Query } from '@baseplate-epr/contracts';
import { tooCostly } from '../connection/budget.ts';
import { areMany, noteMany } from './are-many.ts';
import { type ChosenCandidates, few } from './choose-candidates.ts';
import { compartmentPage } from './compartment-page.ts';
import { inOrder } from './in-order.ts';
import { fromFew, fromMatches, type Matching } from './matching.ts';
import { gatheredMembers, type Members, soughtMembers } from './members.ts';
import type { SearchPosition, SortValue } from './search-cursor.ts';
import { comesAfter, orderBy, sortValue } from './sort-keys.ts';
import { joined, raw, type Sql, sql } from './sql.ts';
import { walkFor } from './walks.ts';
import { patience, rowsPerCandidate, shareTried, wayLimits } from './way-limits.ts';

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

/**
 * The next matches in the order of the sort.
 *
 * Three ways lead there: look at all candidates and sort them; walk an index that has the order of the sort and look only at the resources that are
 * among the candidates, which are gathered first; walk it and look for each whether it matches. The first is the shortest where candidates are few,
 * the second where they are many, the third where they are so many that to gather them takes longer than to meet enough of them. If a walk finds too
 * little, which happens where matches are not spread evenly, candidates are sorted after all.
 */
export function findPage(matching: Matching, request: PageRequest): readonly FoundResource[] {
  const { candidateLimit, limit } = request;
  const { compiler, promising } = matching;
  const { budget } = compiler.connection;
  const ordered = compartmentPage(matching, request);
  if (ordered !== undefined) {
    const inOrder = () => rowsOf(matching, request, sql`${ordered} LIMIT ${limit}`);
    return budget.within(candidateLimit, inOrder) ?? refuse(candidateLimit);
  }
  if (promising === undefined || areMany(matching, promising)) return amongMany(matching, request);
  const matches = matchesOf(matching, request, fromFew(matching, promising));
  const found = budget.within(Math.min(few, candidateLimit), () => amongFew(matching, request, matches));
  if (found !== undefined) return eachOnce(found).slice(0, limit);
  noteMany(matching, promising);
  return amongMany(matching, request);
}

function amongMany(matching: Matching, request: PageRequest): readonly FoundResource[] {
  const { candidateLimit, limit } = request;
  const { budget } = matching.compiler.connection;
  const sortAll = (chosen = matching.chosen()) =>
    budget.within(candidateLimit + (chosen?.narrowingRows ?? 0), () => {
      const matches = matchesOf(matching, request, fromMatches(matching, chosen));
      return rowsOf(matching, request, sql`${sortedAfter(request, matches)} LIMIT ${limit}`);
    });
  const walk = walkFor(matching, request);
  if (walk === undefined) return sortAll() ?? refuse(candidateLimit);
  const walkOn = (rows: number, members?: Members) =>
    budget.within(Math.min(candidateLimit, Math.ceil(rows)), () => walkThrough(matching, request, walk.legs(members)));
  const sought = soughtMembers(matching);
  const { sorted, gathered } = wayLimits(request, walk.population, sought);
  const chosen = matching.chosen(gathered);
  if (chosen === undefined) return walkOn(candidateLimit, sought) ?? refuse(candidateLimit);
  const counted = chosen.estimate <= gathered;
  if (counted && chosen.estimate <= sorted) return sortAll(chosen) ?? refuse(candidateLimit);
  const expected = limit + (patience * limit * walk.population) / Math.max(1, Math.min(chosen.estimate, gathered));
  const walkAmong = (members: ChosenCandidates, rows: number) =>
    walkOn(members.estimate + members.narrowingRows + rows, gatheredMembers(members));
  const walked = counted
    ? walkAmong(chosen, expected)
    : walkOn(chosen.sparse === true ? Math.max(expected, walk.population / shareTried) : expected, sought);
  if (walked !== undefined) return walked;
  const all = matching.chosen();
  const again =
    counted || all === undefined || all.estimate === Infinity
      ? undefined
      : walkAmong(all, rowsPerCandidate * all.estimate);
  return again ?? sortAll(all) ?? walkOn(candidateLimit, sought) ?? refuse(candidateLimit);
}

function refuse(candidateLimit: number): never {
  throw tooCostly(candidateLimit);
}

/** A walk may have two legs: resources with a value in its order, then those without. */
function walkThrough(matching: Matching, request: PageRequest, legs: Iterable<Sql>): readonly FoundResource[] {
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
