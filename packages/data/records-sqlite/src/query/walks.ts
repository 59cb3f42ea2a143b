import type { IndexEntryKind, Predicate, SortKey } from '@baseplate-epr/contracts';
import type { Compiler } from './compiler.ts';
import { type EnclosingCompartment, enclosingCompartments } from './enclosing-compartments.ts';
import { entryTables, sorts } from './entry-tables.ts';
import type { PageRequest } from './find-page.ts';
import { type Matching, matchCondition } from './matching.ts';
import { raw, type Sql, sql } from './sql.ts';

/** A way to matches in the order of the sort. */
export interface Walk {
  /** Statements, one after another, that lack a `LIMIT`. */
  readonly legs: readonly Sql[];
  /** About how many resources a walk to the end would look at. */
  readonly population: number;
}

/** The walk of an index that has the order of the sort; undefined where there is none. */
export function walkFor(matching: Matching, request: PageRequest): Walk | undefined {
  const legs = legsOf(matching, request);
  return legs === undefined ? undefined : { legs, population: populationOf(matching, request) };
}

/** From counts that are kept anyway: of the type, or of everything in the compartment that is walked. */
function populationOf({ compiler, types, parts }: Matching, { sort }: PageRequest): number {
  const { statement } = compiler.connection;
  const [type] = types;
  const [key] = sort;
  const enclosing = key === undefined || type === undefined ? undefined : enclosingFor(compiler, type, parts, key);
  if (enclosing !== undefined) {
    return (statement('SELECT versions FROM compartment WHERE key = ?').pluck().get(enclosing.key) as number) ?? 0;
  }
  const { text, values } =
    sql`SELECT coalesce(sum(live), 0) FROM type_count WHERE ${type === undefined ? raw('1') : sql`type = ${type}`}`;
  return statement(text)
    .pluck()
    .get(...values) as number;
}

function legsOf(matching: Matching, request: PageRequest): readonly Sql[] | undefined {
  const { types } = matching;
  const [type] = types;
  const [key] = request.sort;
  if (types.length > 1 || request.sort.length > 1) return undefined;
  if (key === undefined) return [byIdentity(matching, request, type)];
  if (type === undefined) return undefined;
  if (key.parameter === '_id') return [byId(matching, request, type, key)];
  if (key.parameter === '_lastUpdated') return [byTime(matching, request, type, key)];
  return byEntry(matching, request, type, key);
}

const columns = raw('r.key AS key, r.type AS type, r.id AS id, r.current AS current');

function byIdentity(matching: Matching, { after }: PageRequest, type: string | undefined): Sql {
  const matches = matchCondition(matching, []);
  const walked = sql`SELECT ${columns} FROM resource r INDEXED BY resource_identity WHERE candidate(r.key) AND ${matches}`;
  if (type !== undefined) {
    const later = after === undefined ? raw('1') : sql`r.id > ${after.id}`;
    return sql`${walked} AND ${later} ORDER BY r.id`;
  }
  const later = after === undefined ? raw('1') : sql`(r.type, r.id) > (${after.type}, ${after.id})`;
  return sql`${walked} AND ${later} ORDER BY r.type, r.id`;
}

function byId(matching: Matching, { after }: PageRequest, type: string, { direction }: SortKey): Sql {
  const { order, beyond } = directions[direction];
  const later = after === undefined ? raw('1') : sql`r.id ${beyond} ${after.id}`;
  return sql`SELECT ${columns}, r.id AS s0 FROM resource r INDEXED BY resource_identity WHERE candidate(r.key) AND r.type = ${type} AND ${later} AND ${matchCondition(matching, [])} ORDER BY r.id ${order}`;
}

function byTime(matching: Matching, request: PageRequest, type: string, { direction }: SortKey): Sql {
  const { order } = directions[direction];
  const later = laterThan(request, direction, raw('r.last_updated'));
  return sql`SELECT ${columns}, r.last_updated AS s0 FROM resource r INDEXED BY resource_time WHERE candidate(r.key) AND r.type = ${type} AND ${later} AND ${matchCondition(matching, [])} ORDER BY r.last_updated ${order}, r.id`;
}

function byEntry(matching: Matching, request: PageRequest, type: string, key: SortKey): readonly Sql[] | undefined {
  const { direction, entry } = key;
  const { table, [direction]: sorted } = entryTables[entry];
  if (sorted?.index === undefined) return undefined;
  const [parameter] = matching.compiler.connection.names.parameters([type], key.parameter);
  if (parameter === undefined) return undefined;
  const { order } = directions[direction];
  const value = sql`e.${raw(sorted.column)}`;
  const other = sql`+o.${raw(sorted.column)}`;
  const outdone = direction === 'ascending' ? sql`${other} < ${value}` : sql`${other} > ${value}`;
  const enclosing = enclosingFor(matching.compiler, type, matching.parts, key);
  const rows =
    enclosing === undefined ? sql`${raw(table)} e INDEXED BY ${raw(sorted.index)}` : raw('compartment_date e');
  const inside = enclosing === undefined ? raw('1') : sql`e.compartment = ${enclosing.key}`;
  // A resource with several entries stands where its least or greatest one stands, once.
  const twin = enclosing === undefined ? sql` OR (${other} = ${value} AND o.n < e.n)` : raw('');
  const first = sql`NOT EXISTS (SELECT 1 FROM ${raw(table)} o WHERE o.resource = e.resource AND o.parameter = e.parameter AND ${sorts(entry, raw('o'))} AND (${outdone}${twin}))`;
  const valued = sql`SELECT ${columns}, ${value} AS s0 FROM ${rows} CROSS JOIN resource r ON r.key = e.resource WHERE candidate(e.resource) AND ${inside} AND e.parameter = ${parameter} AND ${sorts(entry, raw('e'))} AND ${laterThan(request, direction, value)} AND ${matchCondition(matching, enclosing?.settles ?? [])} AND ${first} ORDER BY ${value} ${order}, r.id`;
  return request.after?.values[0] === null
    ? [withoutValue(matching, request, type, entry, parameter)]
    : [valued, withoutValue(matching, { ...request, after: undefined }, type, entry, parameter)];
}

function withoutValue(
  matching: Matching,
  { after }: PageRequest,
  type: string,
  entry: IndexEntryKind,
  parameter: number,
): Sql {
  const later = after === undefined ? raw('1') : sql`r.id > ${after.id}`;
  const matches = sql`${matchCondition(matching, [])} AND NOT EXISTS (SELECT 1 FROM ${raw(entryTables[entry].table)} o WHERE o.resource = r.key AND o.parameter = ${parameter} AND ${sorts(entry, raw('o'))})`;
  const chosen = matching.chosen();
  const rows =
    chosen === undefined
      ? sql`resource r INDEXED BY resource_identity WHERE candidate(r.key) AND`
      : sql`(SELECT DISTINCT resource FROM (${chosen.candidates.select})) c CROSS JOIN resource r ON r.key = c.resource WHERE`;
  return sql`SELECT ${columns}, NULL AS s0 FROM ${rows} r.type = ${type} AND ${later} AND ${matches} ORDER BY r.id`;
}

/** The compartment whose own index has this order. */
function enclosingFor(
  compiler: Compiler,
  type: string,
  parts: readonly Predicate[],
  { parameter, entry, direction }: SortKey,
): EnclosingCompartment | undefined {
  if (parameter.startsWith('_') || entry !== 'date' || direction === 'ascending') return undefined;
  return enclosingCompartments(compiler.connection, [type], parts)[0];
}

const directions = {
  ascending: { order: raw('ASC'), beyond: raw('>') },
  descending: { order: raw('DESC'), beyond: raw('<') },
} as const;

/** That a row comes after where the page before ended, as a range of the index, then by id among equals. */
function laterThan({ after }: PageRequest, direction: SortKey['direction'], column: Sql): Sql {
  const value = after?.values[0];
  if (after === undefined || value === undefined || value === null) return raw('1');
  const { beyond } = directions[direction];
  return sql`${column} ${beyond}= ${value} AND (${column} ${beyond} ${value} OR r.id > ${after.id})`;
}
