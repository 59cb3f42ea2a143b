import type { EntryPredicate } from '@baseplate-epr/contracts';
import { bounded } from '../keys/bounded.ts';
import { systemKey } from '../keys/keys.ts';
import { boundsHold } from './bounds.ts';
import { parameterIs } from './parameter-is.ts';
import { every, oneOf, raw, type Sql, sql } from './sql.ts';
import { beginsWith, endsWith, urisAbove } from './text-range.ts';

/**
 * The condition that the entry under an alias satisfies the predicate, its parameter included.
 *
 * @param column - the column that tells the parameter
 */
export function entryCondition(
  alias: Sql,
  types: readonly string[],
  predicate: EntryPredicate,
  column: Sql = sql`${alias}.parameter`,
): Sql {
  const parameter = parameterIs(column, types, predicate.parameter);
  return every([parameter, valueCondition(alias, predicate)]);
}

/** The condition that the value of the entry under an alias satisfies the predicate, whatever its parameter. */
export function valueCondition(alias: Sql, predicate: EntryPredicate): Sql {
  return every(valueConditions(alias, predicate));
}

function valueConditions(alias: Sql, predicate: EntryPredicate): readonly Sql[] {
  const column = (name: string) => sql`${alias}.${raw(name)}`;
  const equal = (name: string, value: string | undefined) =>
    value === undefined ? [] : [sql`${column(name)} = ${bounded(value)}::text`];
  const inSystem = (value: string | undefined) =>
    value === undefined ? [] : [sql`${column('system')} = ${systemKey(value)}::bigint`];
  const ends = (whole: boolean) => ({ low: column('low'), high: column('high'), whole });
  switch (predicate.kind) {
    case 'token': {
      const { system, code, codes, text } = predicate;
      return [
        ...equal('code', code),
        ...(codes === undefined ? [] : [oneOf(column('code'), codes.map(bounded))]),
        ...inSystem(system),
        ...(text === undefined ? [] : [contains(column('text'), text)]),
      ];
    }
    case 'string':
      return [stringCondition(column, predicate)];
    case 'range':
      return [boundsHold(predicate.bounds, ends(predicate.entry === 'date'))];
    case 'quantity':
      return [
        boundsHold(predicate.bounds, ends(false)),
        ...inSystem(predicate.system),
        ...equal('code', predicate.code),
        ...equal('unit', predicate.unit),
      ];
    case 'reference':
      return [
        ...equal('target_type', predicate.type),
        ...equal('target_id', predicate.id),
        // The index of targets has this column between those two and the parameter.
        ...(predicate.id === undefined ? [] : [sql`${column('at_home')} = ANY('{t,f}'::boolean[])`]),
        ...equal('url', predicate.url),
        ...(predicate.url === undefined || predicate.url === '' ? [] : [sql`${column('url')} <> ''`]),
      ];
    case 'uri':
      return [uriCondition(column('value'), predicate)];
  }
}

function stringCondition(column: (name: string) => Sql, { match, value }: EntryPredicate & { kind: 'string' }): Sql {
  switch (match) {
    case 'exact':
      return sql`${column('exact')} = ${bounded(value)}::text`;
    case 'equals':
      return sql`${column('value')} = ${bounded(value)}::text AND ${column('exact')} <> ''`;
    case 'starts':
      return beginsWith(column('value'), value);
    case 'ends':
      return endsWith(column('value'), value);
    case 'contains':
      return contains(column('value'), value);
  }
}

function contains(column: Sql, part: string): Sql {
  return sql`position(${part}::text IN ${column}) > 0`;
}

function uriCondition(column: Sql, { match, value }: EntryPredicate & { kind: 'uri' }): Sql {
  if (match === 'exact') return sql`${column} = ${bounded(value)}::text`;
  if (match === 'above') return oneOf(column, urisAbove(value).map(bounded));
  if (value.endsWith('/')) return beginsWith(column, value);
  return sql`(${column} = ${bounded(value)}::text OR ${beginsWith(column, `${value}/`)})`;
}
