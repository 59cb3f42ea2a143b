import type { SortKey } from '@baseplate-epr/contracts';
import type { Arm } from './arms.ts';
import type { Compiler } from './compiler.ts';
import { entryTables, sorts } from './entry-tables.ts';
import { parameterIs } from './parameter-is.ts';
import type { SearchPosition } from './search-cursor.ts';
import { raw, type Sql, some, sql } from './sql.ts';

/** A resource's value for a sort key, found by its home and key. */
export function sortValue(compiler: Compiler, types: readonly string[], arm: Arm, key: SortKey): Sql {
  const { parameter, entry, direction } = key;
  if (parameter === '_id') return raw('r.id');
  if (parameter === '_lastUpdated') return raw('r.last_updated');
  const alias = compiler.alias('k');
  const { table, [direction]: column } = entryTables[entry];
  const value =
    entry === 'reference'
      ? sql`CASE WHEN ${alias}.target_type = '' THEN ${alias}.url ELSE ${alias}.target_type || '/' || ${alias}.target_id END`
      : sql`${alias}.${column}`;
  const extreme = raw(direction === 'ascending' ? 'min' : 'max');
  const home = arm.home ?? raw('r.home');
  return sql`(SELECT ${extreme}(${value}) FROM ${table} ${alias} WHERE ${alias}.home = ${home} AND ${alias}.resource = r.key AND ${parameterIs(sql`${alias}.parameter`, types, parameter)} AND ${sorts(entry, alias)})`;
}

/** `ORDER BY` of columns `s0`, `s1` …, then type and id, of the table under an alias. */
export function orderBy(keys: readonly SortKey[], alias: string): Sql {
  const terms = keys.map(({ direction }, index) => `${alias}.s${index} ${directions[direction].order} NULLS LAST, `);
  return raw(`ORDER BY ${terms.join('')}${alias}.type, ${alias}.id`);
}

/** How a direction is written. */
export const directions = {
  ascending: { order: 'ASC', beyond: raw('>') },
  descending: { order: 'DESC', beyond: raw('<') },
} as const;

/** PostgreSQL's type of a sort key's value. */
export function sortType({ parameter, entry }: SortKey): Sql {
  if (parameter === '_id') return raw('text');
  return raw(parameter === '_lastUpdated' ? 'bigint' : entryTables[entry].sortType);
}

/** That a row comes after a position in this order. */
export function comesAfter(keys: readonly SortKey[], { values, type, id }: SearchPosition): Sql {
  const later: Sql[] = [];
  let equal = raw('true');
  for (const [index, key] of keys.entries()) {
    const column = raw(`s${index}`);
    const value = values[index] ?? null;
    if (value === null) {
      equal = sql`${equal} AND ${column} IS NULL`;
      continue;
    }
    const bound = sql`${value}::${sortType(key)}`;
    later.push(sql`(${equal} AND (${column} ${directions[key.direction].beyond} ${bound} OR ${column} IS NULL))`);
    equal = sql`${equal} AND ${column} = ${bound}`;
  }
  later.push(sql`(${equal} AND (type, id) > (${type}::text, ${id}::text))`);
  return some(later);
}
