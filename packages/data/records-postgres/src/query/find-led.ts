import type { Ask } from '../connection/ask.ts';
import { entryCondition } from './entry-condition.ts';
import { entryKindOf, entryTables } from './entry-tables.ts';
import { type Lead, leadsOf } from './find-few.ts';
import { type FoundMatch, matchIn, type PageSearch } from './find-page.ts';
import { foundWidth } from './found-resource.ts';
import { matchColumns } from './page.ts';
import { comesAfter, orderBy } from './sort-keys.ts';
import { always, oneOf, raw, type Sql, sql } from './sql.ts';

/** So many entries of a part, or resources in the order of ids, are gone through unless a store is told otherwise. */
export const usualLed = 16_384;

/** A longer page takes about as long as to go through all of the type. */
const mostOnPage = 1000;

/** To look at a resource in the order of ids takes about as long as to fetch so many that something leads to. */
const probe = 2;

type Part = Exclude<Lead['part'], { kind: 'id' }>;

/**
 * The part that a page in the order of ids is found by, where nothing else is asked. PostgreSQL expects hardly any match beside such a part, whatever its
 * statistics, and so would look through all resources of the type.
 */
export function ledBy({ matching, query, groups, watch }: PageSearch): Part | undefined {
  const { sort = [], count } = query;
  const [only, ...others] = matching.wanted;
  if (count > mostOnPage || others.length > 0 || sort.length > 0 || groups.length > 0 || watch !== undefined)
    return undefined;
  return leadsOf(matching, 0)
    .map(({ part }) => part)
    .find((part): part is Part => part === only && part.kind !== 'id');
}

/**
 * Finds the matches of a page in the order of ids, either among all that the part leads to, or by going through the resources in that order, where many match and
 * so must be close to each other. How many entries there are decides, not an estimate: either takes about the root of how many resources there are.
 * Undefined if those that match are not as close as that.
 */
export async function findLed(
  ask: Ask,
  search: PageSearch,
  part: Part,
  most: number,
): Promise<readonly FoundMatch[] | undefined> {
  const [[isFew] = []] = await ask(areFew(search, part, most));
  const rows = await ask(isFew === true ? amongLed(search, part) : amongNext(search, most));
  // Fewer may have come to the end of all, or only of those that were gone through.
  if (isFew !== true && rows.length <= search.query.count) return undefined;
  return rows.map((row) => matchIn(row, foundWidth, 0));
}

/** Selects whether the part leads to so few entries that they are sooner fetched than a page is met in the order of ids. */
function areFew({ matching: { compiler, types }, query }: PageSearch, part: Part, most: number): Sql {
  const entry = compiler.alias('l');
  const { table } = entryTables[entryKindOf(part)];
  const even = sql`least(${most}::bigint, sqrt(${probe * (query.count + 1)}::double precision * coalesce(sum(live), 0)::double precision)::bigint)`;
  const entries = sql`SELECT 1 FROM ${table} ${entry} WHERE ${entryCondition(entry, types, part)} LIMIT (SELECT few + 1 FROM known)`;
  return sql`WITH known AS MATERIALIZED (SELECT ${even} AS few FROM type_count WHERE ${oneOf(raw('type'), types)}) SELECT (SELECT count(*) FROM (${entries}) x) <= (SELECT few FROM known)`;
}

/** Selects the page from all that the part leads to. */
export function amongLed({ matching, query, after }: PageSearch, part: Part): Sql {
  const { compiler, types } = matching;
  const entry = compiler.alias('l');
  const { table } = entryTables[entryKindOf(part)];
  const led = sql`SELECT DISTINCT ${entry}.home, ${entry}.resource AS key FROM ${table} ${entry} WHERE ${entryCondition(entry, types, part)}`;
  // With an offset, PostgreSQL fetches what is led to by its keys, one after the other.
  const resources = sql`(${led}) l CROSS JOIN LATERAL (SELECT * FROM resource h WHERE h.home = l.home AND h.key = l.key OFFSET 0) r`;
  const later = after === undefined ? always : comesAfter([], after);
  const holds = matching.holds({ lead: led, settles: part });
  return sql`SELECT * FROM (SELECT ${matchColumns} FROM ${resources} WHERE ${holds}) x WHERE ${later} ${orderBy([], 'x')} LIMIT ${query.count + 1}`;
}

/** Selects the page from the next so many resources in the order of ids. */
export function amongNext({ matching, query, after }: PageSearch, most: number): Sql {
  const later = after === undefined ? always : sql`h.id > ${after.id}::text`;
  const next = sql`SELECT * FROM resource h WHERE ${oneOf(raw('h.type'), matching.types)} AND ${later} ORDER BY h.id LIMIT ${raw(String(most))}`;
  // Asked of each in turn, so that it ends when the page is full.
  const holds = matching.holds({ lead: next });
  return sql`SELECT ${matchColumns} FROM (${next}) r WHERE ${holds} ORDER BY r.id LIMIT ${query.count + 1}`;
}
