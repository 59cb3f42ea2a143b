import type { IndexEntryKind, Predicate, SortKey } from '@baseplate-epr/contracts';
import type { Compiler } from './compiler.ts';
import { type EnclosingCompartment, enclosingCompartments } from './enclosing-compartments.ts';
import { entryTables, sorts } from './entry-tables.ts';
import type { PageRequest } from './find-page.ts';
import { type Matching, matchCondition } from './matching.ts';
import type { Members } from './members.ts';
import { every, raw, type Sql, sql } from './sql.ts';

/** A way to matches in the order of the sort. */
export interface Walk {
  /** Statements, one after another, that lack a `LIMIT`. They look at members alone, if those are given. */
  legs(members?: Members): Iterable<Sql>;
  /** About how many resources a walk to the end would look at. */
  readonly population: number;
}

/** The walk of an index that has the order of the sort; undefined where there is none. */
export function walkFor(matching: Matching, request: PageRequest): Walk | undefined {
  const legs = legsFor(matching, request);
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

function legsFor(matching: Matching, request: PageRequest): Walk['legs'] | undefined {
  const { types } = matching;
  const [type] = types;
  const [key] = request.sort;
  if (types.length > 1 || request.sort.length > 1) return undefined;
  if (key === undefined) return (members) => [byIdentity(matching, request, type, members)];
  if (type === undefined) return undefined;
  if (key.parameter === '_id') return (members) => [byId(matching, request, type, key, members)];
  if (key.parameter === '_lastUpdated') return (members) => [byTime(matching, request, type, key, members)];
  return byEntry(matching, request, type, key);
}

const columns = raw('r.key AS key, r.type AS type, r.id AS id, r.current AS current');

/** The rows of an index of resources, as `i`, with the resources that match. Without members they are looked at in the index itself. */
function resourcesBy(index: string, matching: Matching, members: Members | undefined): { i: Sql; rows: Sql } {
  if (members === undefined) {
    const i = raw('r');
    return {
      i,
      rows: sql`resource r INDEXED BY ${raw(index)} WHERE candidate(r.key) AND ${matchCondition(matching, [])}`,
    };
  }
  const i = raw('i');
  const among = every(members.among(raw('i.key')));
  const matches = matchCondition(matching, members.settles);
  const rows = sql`resource i INDEXED BY ${raw(index)} CROSS JOIN resource r ON r.key = i.key WHERE glance(i.key) AND ${among} AND ${matches}`;
  return { i, rows };
}

function byIdentity(matching: Matching, { after }: PageRequest, type: string | undefined, members?: Members): Sql {
  const { i, rows } = resourcesBy('resource_identity', matching, members);
  if (type !== undefined) {
    const later = after === undefined ? raw('1') : sql`${i}.id > ${after.id}`;
    return sql`SELECT ${columns} FROM ${rows} AND ${i}.type = ${type} AND ${later} ORDER BY ${i}.id`;
  }
  const later = after === undefined ? raw('1') : sql`(${i}.type, ${i}.id) > (${after.type}, ${after.id})`;
  return sql`SELECT ${columns} FROM ${rows} AND ${later} ORDER BY ${i}.type, ${i}.id`;
}

function byId(
  matching: Matching,
  { after }: PageRequest,
  type: string,
  { direction }: SortKey,
  members?: Members,
): Sql {
  const { i, rows } = resourcesBy('resource_identity', matching, members);
  const { order, beyond } = directions[direction];
  const later = after === undefined ? raw('1') : sql`${i}.id ${beyond} ${after.id}`;
  return sql`SELECT ${columns}, ${i}.id AS s0 FROM ${rows} AND ${i}.type = ${type} AND ${later} ORDER BY ${i}.id ${order}`;
}

function byTime(
  matching: Matching,
  request: PageRequest,
  type: string,
  { direction }: SortKey,
  members?: Members,
): Sql {
  const { i, rows } = resourcesBy('resource_time', matching, members);
  const { order } = directions[direction];
  const later = laterThan(request, direction, sql`${i}.last_updated`);
  return sql`SELECT ${columns}, ${i}.last_updated AS s0 FROM ${rows} AND ${i}.live = 1 AND ${i}.type = ${type} AND ${later} ORDER BY ${i}.last_updated ${order}, r.id`;
}

function byEntry(matching: Matching, request: PageRequest, type: string, key: SortKey): Walk['legs'] | undefined {
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
  const valued = (members: Members | undefined) => {
    const visit =
      members === undefined
        ? raw('candidate(e.resource)')
        : every([raw('glance(e.resource)'), ...members.among(raw('e.resource'))]);
    // SQLite looks up the whole entry of each row before anything else, unless the index has all that is asked of it: a text's original it has not.
    const says =
      members === undefined || entry !== 'string'
        ? sorts(entry, raw('e'))
        : sql`+EXISTS (SELECT 1 FROM ${raw(table)} o WHERE o.resource = e.resource AND o.parameter = e.parameter AND o.n = e.n AND ${sorts(entry, raw('o'))})`;
    const settled = [...(enclosing?.settles ?? []), ...(members?.settles ?? [])];
    return sql`SELECT ${columns}, ${value} AS s0 FROM ${rows} CROSS JOIN resource r ON r.key = e.resource WHERE ${visit} AND ${inside} AND e.parameter = ${parameter} AND ${laterThan(request, direction, value)} AND ${says} AND ${matchCondition(matching, settled)} AND ${first} ORDER BY ${value} ${order}, r.id`;
  };
  // The second leg is made when the first was not enough: for it candidates are counted.
  return function* (members) {
    const begins = request.after?.values[0] !== null;
    if (begins) yield valued(members);
    yield withoutValue(matching, begins ? { ...request, after: undefined } : request, type, entry, parameter);
  };
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
