import { parameterKey } from '../keys/keys.ts';
import { oneOf, type Sql, sql } from './sql.ts';

/** That a column holds the key of this parameter in one of the types; no types means every type that has used the name. */
export function parameterIs(column: Sql, types: readonly string[], name: string): Sql {
  if (types.length === 0) return sql`${column} = ANY(ARRAY(SELECT p.key FROM parameter p WHERE p.name = ${name}))`;
  return oneOf(
    column,
    types.map((type) => parameterKey(type, name)),
    'bigint',
  );
}

/** The column that tells the parameter, as the indexes of one patient's entries have it: with it PostgreSQL uses those, and without it never. */
export function chartParameter(alias: Sql): Sql {
  return sql`(${alias}.parameter + 0)`;
}
