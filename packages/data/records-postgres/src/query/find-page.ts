import type { Query } from '@baseplate-epr/contracts';
import type { IncludeGroup } from '@baseplate-epr/record-query';
import type { Ask, Cell } from '../connection/ask.ts';
import { defaultIncludeLimit } from './find-included.ts';
import { followIncludes } from './follow-includes.ts';
import { type FoundResource, foundIn, foundWidth } from './found-resource.ts';
import type { Matching } from './matching.ts';
import { matchesOf } from './page.ts';
import type { SearchPosition, SortValue } from './search-cursor.ts';
import { orderBy, sortType } from './sort-keys.ts';
import { joined, raw, type Sql, sql } from './sql.ts';

/** A match, with what it sorts by. */
export interface FoundMatch extends FoundResource {
  readonly values: readonly SortValue[];
}

/** Something included, and the place of the first match that leads to it, from 1. */
export interface FoundInclude extends FoundResource {
  readonly place: number;
}

/** What one statement finds of a page. */
export interface FoundPage {
  /** In their order; one more than the page has if there are more. */
  readonly matches: readonly FoundMatch[];
  /** What the first round of includes leads to; some of it several times. */
  readonly included: readonly FoundInclude[];
}

const columns = raw('p.home, p.key, p.type, p.id, p.version, p.last_updated');

/** Finds the matches of a page and what they include, by one statement, which sees one state of the record by itself. */
export async function findPage(
  ask: Ask,
  matching: Matching,
  query: Query,
  after: SearchPosition | undefined,
  groups: readonly IncludeGroup[],
): Promise<FoundPage> {
  const { sort = [], count } = query;
  const matches = matchesOf(matching, { sort, after, limit: count + 1 });
  const values = joined(
    sort.map((_key, index) => raw(`, p.s${index}`)),
    '',
  );
  if (groups.length === 0) {
    const rows = await ask(sql`SELECT ${columns}${values} FROM (${matches}) p ${orderBy(sort, 'p')}`);
    return { matches: rows.map((row) => matchIn(row, foundWidth, sort.length)), included: [] };
  }
  const page = sql`SELECT ${columns}, row_number() OVER (${orderBy(sort, 'p')}) AS place${values} FROM (${matches}) p`;
  const rows = await ask(
    sql`WITH page AS MATERIALIZED (${page}) SELECT p.*, true AS matches FROM page p ${joined(included(matching, query, groups), '')}`,
  );
  const isMatch = (row: readonly Cell[]) => row.at(-1) === true;
  return {
    matches: rows
      .filter(isMatch)
      .sort((left, right) => Number(left[foundWidth]) - Number(right[foundWidth]))
      .map((row) => matchIn(row, foundWidth + 1, sort.length)),
    included: rows.filter((row) => !isMatch(row)).map((row) => ({ ...foundIn(row), place: Number(row[foundWidth]) })),
  };
}

function included(
  { compiler }: Matching,
  { sort = [], count, includeLimit = defaultIncludeLimit }: Query,
  groups: readonly IncludeGroup[],
): readonly Sql[] {
  const none = joined(
    sort.map((key) => sql`, NULL::${sortType(key)}`),
    '',
  );
  const from = sql`(SELECT * FROM page p WHERE p.place <= ${count}) m`;
  return groups.map(
    (group) =>
      sql` UNION ALL (SELECT i.*${none}, false FROM (${followIncludes(compiler, group, from)}) i LIMIT ${includeLimit + count + 1})`,
  );
}

function matchIn(row: readonly Cell[], from: number, keys: number): FoundMatch {
  const values = row.slice(from, from + keys).map((value) => (typeof value === 'boolean' ? null : value));
  return { ...foundIn(row), values };
}
