import type { EntryPredicate } from '@baseplate-epr/contracts';
import { boundsHold } from './bounds.ts';
import type { Compiler } from './compiler.ts';
import { every, never, oneOf, raw, type Sql, sql } from './sql.ts';
import { afterPrefix, urisAbove } from './text-range.ts';

/**
 * How an entry is come by. `value`: by the index over values. `resource`: by its resource's key; then values are hidden from
 * the planner behind a unary plus, or it might read every resource's entries with the value instead of one resource's few.
 */
export type Approach = 'value' | 'resource';

/** The entry to look at. */
export interface EntryPlace {
  readonly alias: Sql;
  readonly approach: Approach;
}

/** The condition that an entry satisfies the predicate, its parameter included. */
export function entryCondition(
  compiler: Compiler,
  place: EntryPlace,
  types: readonly string[],
  predicate: EntryPredicate,
): Sql {
  const { names } = compiler.connection;
  const parameter = oneOf(sql`${place.alias}.parameter`, names.parameters(types, predicate.parameter));
  return every([parameter, ...valueConditions(compiler, place, predicate)]);
}

function valueConditions(
  compiler: Compiler,
  { alias, approach }: EntryPlace,
  predicate: EntryPredicate,
): readonly Sql[] {
  const column = (name: string) => sql`${raw(approach === 'resource' ? '+' : '')}${alias}.${raw(name)}`;
  const equal = (name: string, value: string | undefined) =>
    value === undefined ? [] : [sql`${column(name)} = ${value}`];
  const inSystem = (value: string | undefined) => {
    if (value === undefined) return [];
    const key = compiler.connection.names.system(value);
    return key === undefined ? [never] : [sql`${column('system')} = ${key}`];
  };
  const bounded = () => ({ low: column('low'), high: column('high') });
  switch (predicate.kind) {
    case 'token': {
      const text = predicate.text === undefined ? [] : [sql`instr(${alias}.text, ${predicate.text}) > 0`];
      const among = predicate.codes === undefined ? [] : [oneOf(column('code'), predicate.codes)];
      return [...equal('code', predicate.code), ...among, ...inSystem(predicate.system), ...text];
    }
    case 'string':
      if (predicate.match === 'exact') return equal('exact', predicate.value);
      if (predicate.match === 'contains') return [sql`instr(${alias}.value, ${predicate.value}) > 0`];
      if (predicate.match === 'equals') return [...equal('value', predicate.value), sql`${alias}.exact <> ''`];
      if (predicate.match === 'ends') return [endsWith(sql`${alias}.value`, predicate.value)];
      return [beginsWith(column('value'), predicate.value)];
    case 'range':
      return [boundsHold(predicate.bounds, bounded())];
    case 'quantity':
      return [
        boundsHold(predicate.bounds, bounded()),
        ...inSystem(predicate.system),
        ...equal('code', predicate.code),
        ...equal('unit', predicate.unit),
      ];
    case 'reference':
      return [...targetCondition(compiler, column('target'), predicate), ...equal('url', predicate.url)];
    case 'uri':
      return [uriCondition(column('value'), predicate)];
  }
}

/** That a text begins with another, as a range of its index. */
export function beginsWith(column: Sql, prefix: string): Sql {
  const end = afterPrefix(prefix);
  return end === undefined ? sql`${column} >= ${prefix}` : sql`(${column} >= ${prefix} AND ${column} < ${end})`;
}

function uriCondition(column: Sql, { match, value }: EntryPredicate & { kind: 'uri' }): Sql {
  if (match === 'exact') return sql`${column} = ${value}`;
  if (match === 'above') return oneOf(column, urisAbove(value));
  if (value.endsWith('/')) return beginsWith(column, value);
  return sql`(${column} = ${value} OR ${beginsWith(column, `${value}/`)})`;
}

function targetCondition(
  compiler: Compiler,
  column: Sql,
  { type, id }: EntryPredicate & { kind: 'reference' },
): readonly Sql[] {
  if (type === undefined && id === undefined) return [];
  if (type !== undefined && id !== undefined) {
    return [sql`${column} = (SELECT key FROM resource WHERE type = ${type} AND id = ${id})`];
  }
  const target = compiler.alias('target');
  const conditions = [
    ...(type === undefined ? [] : [sql`${target}.type = ${type}`]),
    ...(id === undefined ? [] : [sql`${target}.id = ${id}`]),
  ];
  return [sql`EXISTS (SELECT 1 FROM resource ${target} WHERE ${target}.key = ${column} AND ${every(conditions)})`];
}

/** The end is cut off by its length: `substr` counts characters, as the length given to it does. */
function endsWith(value: Sql, end: string): Sql {
  const length = [...end].length;
  return length === 0 ? raw('1') : sql`substr(${value}, ${-length}) = ${end}`;
}
