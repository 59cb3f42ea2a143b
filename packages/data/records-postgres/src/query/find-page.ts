import type { Query } from '@baseplate-epr/contracts';
import type { IncludeGroup } from '@baseplate-epr/record-query';
import type { Ask, Cell } from '../connection/ask.ts';
import { defaultIncludeLimit } from './find-included.ts';
import { followIncludes, followWhole } from './follow-includes.ts';
import { type FoundResource, foundIn, foundWidth } from './found-resource.ts';
import type { Matching } from './matching.ts';
import { matchesOf } from './page.ts';
import type { SearchPosition, SortValue } from './search-cursor.ts';
import { orderBy, sortType } from './sort-keys.ts';
import { joined, raw, type Sql, sql } from './sql.ts';
import { markFound, type Watch } from './watch.ts';

/** A match, with what it sorts by. */
export interface FoundMatch extends FoundResource {
  readonly values: readonly SortValue[];
}

/** Something included, and the place of the first match that leads to it, from 1. */
export interface FoundInclude extends FoundResource {
  readonly place: number;
}

/** Something that matches refer to, there or not, and the place of the first that does. */
export interface Referred {
  readonly type: string;
  readonly id: string;
  readonly place: number;
}

/** What one statement finds of a page. */
export interface FoundPage {
  /** In their order; one more than the page has if there are more. */
  readonly matches: readonly FoundMatch[];
  /** What the first round of includes leads to, by their groups; some of it several times. */
  readonly included: readonly (readonly FoundInclude[])[];
  /** What they lead to that is not there, or may not be seen; told where the page is watched. */
  readonly absent: readonly (readonly Referred[])[];
  /** Of the state of the record that all this was found in; absent if the page is not watched, or cannot be told to be still the same. */
  readonly mark?: string;
}

/** What to find. */
export interface PageSearch {
  readonly matching: Matching;
  readonly query: Query;
  readonly after: SearchPosition | undefined;
  readonly groups: readonly IncludeGroup[];
  readonly watch: Watch | undefined;
}

const columns = raw('p.home, p.key, p.type, p.id, p.version, p.last_updated');

/** Finds the matches of a page and what they include, by one statement, which sees one state of the record by itself. */
export async function findPage(ask: Ask, search: PageSearch): Promise<FoundPage> {
  const { matching, query, after, groups, watch } = search;
  const { sort = [], count } = query;
  const matches = matchesOf(matching, { sort, after, limit: count + 1 });
  const values = joined(
    sort.map((_key, index) => raw(`, p.s${index}`)),
    '',
  );
  if (groups.length === 0 && watch === undefined) {
    const rows = await ask(sql`SELECT ${columns}${values} FROM (${matches}) p ${orderBy(sort, 'p')}`);
    return { matches: rows.map((row) => matchIn(row, foundWidth, sort.length)), included: [], absent: [] };
  }
  const page = sql`SELECT ${columns}, row_number() OVER (${orderBy(sort, 'p')}) AS place${values} FROM (${matches}) p`;
  const rows = await ask(
    sql`WITH page AS MATERIALIZED (${page}) SELECT p.*, ${raw(String(ofMatches))} AS part FROM page p${joined(besides(search), '')}`,
  );
  return readPage(rows, groups.length, sort.length);
}

/** How many rows the includes of one group may have: more than may be included, even if every match is among them. */
export function mostIncluded({ count, includeLimit = defaultIncludeLimit }: Query): number {
  return includeLimit + count + 1;
}

/** In the last column a row tells what it is; what is included, its group from 0. */
const ofMatches = -1;
const ofMark = -2;

/** What the page's statement selects beside its matches: what they include, and the mark. */
function besides({ matching: { compiler }, query, groups, watch }: PageSearch): readonly Sql[] {
  const { sort = [], count } = query;
  const none = joined(
    sort.map((key) => sql`, NULL::${sortType(key)}`),
    '',
  );
  const from = sql`(SELECT * FROM page p WHERE p.place <= ${count}) m`;
  const followed = groups.map((group, index) => {
    const follow = watch !== undefined && group.direction === 'forward' ? followWhole : followIncludes;
    return sql` UNION ALL (SELECT i.*${none}, ${raw(String(index))} FROM (${follow(compiler, group, from)}) i LIMIT ${mostIncluded(query)})`;
  });
  if (watch === undefined) return followed;
  const mark = sql` UNION ALL SELECT NULL::uuid, NULL::uuid, (${markFound(compiler, watch)}), NULL, NULL::bigint, NULL::bigint, NULL::bigint${none}, ${raw(String(ofMark))}`;
  return [...followed, mark];
}

function readPage(rows: readonly (readonly Cell[])[], groups: number, keys: number): FoundPage {
  const matched: (readonly Cell[])[] = [];
  const included: FoundInclude[][] = Array.from({ length: groups }, () => []);
  const absent: Referred[][] = Array.from({ length: groups }, () => []);
  let mark: Cell = null;
  for (const row of rows) {
    const part = Number(row.at(-1));
    if (part === ofMatches) matched.push(row);
    else if (part === ofMark) mark = row[2] ?? null;
    else if (row[1] === null) absent[part]?.push({ type: String(row[2]), id: String(row[3]), place: Number(row[6]) });
    else included[part]?.push(includeIn(row));
  }
  return {
    matches: matched
      .sort((left, right) => Number(left[foundWidth]) - Number(right[foundWidth]))
      .map((row) => matchIn(row, foundWidth + 1, keys)),
    included,
    absent,
    ...(mark === null ? {} : { mark: String(mark) }),
  };
}

/** Something included, with its place in the column after it. */
export function includeIn(row: readonly Cell[]): FoundInclude {
  return { ...foundIn(row), place: Number(row[foundWidth]) };
}

/** A match, with what it sorts by in the columns from this one on. */
export function matchIn(row: readonly Cell[], from: number, keys: number): FoundMatch {
  const values = row.slice(from, from + keys).map((value) => (typeof value === 'boolean' ? null : value));
  return { ...foundIn(row), values };
}
