import type { SortKey } from '@baseplate-epr/contracts';
import type { Arm } from './arms.ts';
import { entryTables, sorts } from './entry-tables.ts';
import { fromEveryArm, type Matching, rowsOf } from './matching.ts';
import { matchColumns, type PageRequest } from './page.ts';
import { chartParameter, parameterIs } from './parameter-is.ts';
import type { SearchPosition } from './search-cursor.ts';
import { directions, sortType } from './sort-keys.ts';
import { always, raw, type Sql, sql } from './sql.ts';

/** Whether some index has the order of the sort: of one type, by one parameter. */
export function canWalk({ types, arms }: Matching, { sort }: PageRequest): boolean {
  const [key] = sort;
  if (types.length !== 1 || sort.length !== 1 || key === undefined) return false;
  // Few are soon sorted.
  if (arms.every(({ lead }) => lead !== undefined)) return false;
  if (isColumn(key)) return true;
  // Within a patient only dates have an index of their order.
  return arms.length === 1 ? entryTables[key.entry].walkable : key.entry === 'date' && key.direction === 'descending';
}

/** Selects the next matches in the order of one parameter, put so that an index may be walked until the page is full. */
export function walk(matching: Matching, request: PageRequest): Sql {
  const [key] = request.sort;
  const [type] = matching.types;
  if (key === undefined || type === undefined) throw new Error('A walk takes one type and one sort key.');
  if (isColumn(key)) return byColumn(matching, request, key);
  const valued = sql`SELECT * FROM (${fromEveryArm(matching, (arm) => withValue(matching, request, key, arm))}) v ORDER BY s0 ${raw(directions[key.direction].order)}, id LIMIT ${request.limit}`;
  const bare = sql`SELECT * FROM (${fromEveryArm(matching, (arm) => withoutValue(matching, request, key, arm))}) w ORDER BY id LIMIT ${request.limit}`;
  if (request.after?.values[0] === null) return bare;
  // One after the other: the second is begun only if the first did not fill the page.
  return sql`SELECT * FROM ((${valued}) UNION ALL (${bare})) b LIMIT ${request.limit}`;
}

function isColumn({ parameter }: SortKey): boolean {
  return parameter === '_id' || parameter === '_lastUpdated';
}

function byColumn(matching: Matching, { after, limit }: PageRequest, key: SortKey): Sql {
  const column = raw(key.parameter === '_id' ? 'r.id' : 'r.last_updated');
  const matches = fromEveryArm(
    matching,
    (arm) =>
      sql`SELECT ${matchColumns}, ${column} AS s0 FROM ${rowsOf(arm)} WHERE ${matching.holds(arm)} AND ${laterThan(after, key, column)}`,
  );
  return sql`SELECT * FROM (${matches}) x ORDER BY s0 ${raw(directions[key.direction].order)}, id LIMIT ${limit}`;
}

/** Each resource stands where its least or greatest value stands, once. */
function withValue(matching: Matching, { after, limit }: PageRequest, key: SortKey, arm: Arm): Sql {
  const { table, [key.direction]: valueColumn } = entryTables[key.entry];
  const { order, beyond } = directions[key.direction];
  const value = sql`e.${valueColumn}`;
  const other = sql`o.${valueColumn}`;
  // What comes earlier in the order is what the next page would look for in the other direction.
  const earlier = sql`${value} ${beyond} ${other} OR (${other} = ${value} AND o.n < e.n)`;
  const home = arm.home ?? raw('e.home');
  const outdone = sql`EXISTS (SELECT 1 FROM ${table} o WHERE o.home = ${home} AND o.resource = e.resource AND o.parameter = e.parameter AND ${sorts(key.entry, raw('o'))} AND (${earlier}))`;
  const place = arm.home === undefined ? always : sql`e.home = ${arm.home}`;
  const column = arm.home === undefined ? raw('e.parameter') : chartParameter(raw('e'));
  const parameter = parameterIs(column, matching.types, key.parameter);
  const from = entriesWithResources(matching, key, arm);
  return sql`SELECT ${matchColumns}, ${value} AS s0 FROM ${from} WHERE ${place} AND ${parameter} AND ${sorts(key.entry, raw('e'))} AND ${matching.holds(arm)} AND ${laterThan(after, key, value)} AND NOT ${outdone} ORDER BY ${value} ${raw(order)}, r.id LIMIT ${limit}`;
}

/** Entries `e` in the order of the walk, each with its resource `r`. */
function entriesWithResources({ types }: Matching, { entry, parameter }: SortKey, arm: Arm): Sql {
  const { table } = entryTables[entry];
  // With an offset, PostgreSQL looks for the resource of each entry in turn, as a walk wants.
  if (arm.home !== undefined) {
    return sql`${table} e CROSS JOIN LATERAL (SELECT * FROM resource h WHERE h.home = ${arm.home} AND h.key = e.resource OFFSET 0) r`;
  }
  if (arm.lead === undefined) return sql`${table} e JOIN ${rowsOf(arm)} ON r.home = e.home AND r.key = e.resource`;
  // What is led to is little: its entries are found by their keys, however much of it PostgreSQL expects.
  const own = sql`SELECT * FROM ${table} h WHERE h.home = r.home AND h.resource = r.key AND ${parameterIs(raw('h.parameter'), types, parameter)} OFFSET 0`;
  return sql`${rowsOf(arm)} CROSS JOIN LATERAL (${own}) e`;
}

function withoutValue(matching: Matching, { after, limit }: PageRequest, key: SortKey, arm: Arm): Sql {
  const { table, sortType: nullType } = entryTables[key.entry];
  const home = arm.home ?? raw('r.home');
  const parameter = parameterIs(raw('o.parameter'), matching.types, key.parameter);
  const present = sql`EXISTS (SELECT 1 FROM ${table} o WHERE o.home = ${home} AND o.resource = r.key AND ${parameter} AND ${sorts(key.entry, raw('o'))})`;
  const later = after?.values[0] === null ? sql`r.id > ${after.id}::text` : always;
  return sql`SELECT ${matchColumns}, NULL::${raw(nullType)} AS s0 FROM ${rowsOf(arm)} WHERE ${matching.holds(arm)} AND ${later} AND NOT ${present} ORDER BY r.id LIMIT ${limit}`;
}

/** That a row comes after where the page before ended, as a range of the index, then by id among equals. */
function laterThan(after: SearchPosition | undefined, key: SortKey, column: Sql): Sql {
  const value = after?.values[0];
  if (after === undefined || value === undefined || value === null) return always;
  const { beyond } = directions[key.direction];
  const bound = sql`${value}::${sortType(key)}`;
  return sql`${column} ${beyond}= ${bound} AND (${column} ${beyond} ${bound} OR r.id > ${after.id}::text)`;
}
