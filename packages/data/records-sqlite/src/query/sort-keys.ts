import type { SortKey } from '@baseplate-epr/contracts';
import type { Compiler } from './compiler.ts';
import { entryTables, sorts } from './entry-tables.ts';
import type { SortValue } from './search-cursor.ts';
import { oneOf, raw, type Sql, some, sql } from './sql.ts';

/** A resource's value for a sort key, as a seek by its key. */
export function sortValue(compiler: Compiler, types: readonly string[], { parameter, entry, direction }: SortKey): Sql {
  if (parameter === '_id') return raw('r.id');
  if (parameter === '_lastUpdated') return raw('r.last_updated');
  const alias = compiler.alias('key');
  const extreme = raw(direction === 'ascending' ? 'min' : 'max');
  const { table, ascending, descending } = entryTables[entry];
  const column = (direction === 'ascending' ? ascending : descending)?.column;
  const value =
    column === undefined
      ? sql`coalesce((SELECT t.type || '/' || t.id FROM resource t WHERE t.key = ${alias}.target), ${alias}.url)`
      : // The plus keeps SQLite from looking for the extreme of all resources first.
        sql`+${alias}.${raw(column)}`;
  const parameters = compiler.connection.names.parameters(types, parameter);
  return sql`(SELECT ${extreme}(${value}) FROM ${raw(table)} ${alias} WHERE ${alias}.resource = r.key AND ${oneOf(sql`${alias}.parameter`, parameters)} AND ${sorts(entry, alias)})`;
}

/** `ORDER BY` of columns `s0`, `s1` …, then type and id. SQLite compares texts bytewise, in UTF-8. */
export function orderBy(keys: readonly SortKey[]): Sql {
  const terms = keys.map(
    ({ direction }, index) => `s${index} ${direction === 'ascending' ? 'ASC' : 'DESC'} NULLS LAST, `,
  );
  return raw(`ORDER BY ${terms.join('')}type, id`);
}

/** That a row comes after a position in this order. */
export function comesAfter(
  keys: readonly SortKey[],
  { values, type, id }: { readonly values: readonly SortValue[]; readonly type: string; readonly id: string },
): Sql {
  const later: Sql[] = [];
  let equal = raw('1');
  for (const [index, { direction }] of keys.entries()) {
    const column = raw(`s${index}`);
    const value = values[index] ?? null;
    if (value !== null) {
      const beyond = raw(direction === 'ascending' ? '>' : '<');
      later.push(sql`(${equal} AND (${column} ${beyond} ${value} OR ${column} IS NULL))`);
    }
    equal = value === null ? sql`${equal} AND ${column} IS NULL` : sql`${equal} AND ${column} = ${value}`;
  }
  later.push(sql`(${equal} AND (type, id) > (${type}, ${id}))`);
  return some(later);
}
