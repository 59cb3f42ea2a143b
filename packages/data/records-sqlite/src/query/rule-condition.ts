import type { Predicate } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { createCompiler } from './compiler.ts';
import { condition } from './condition.ts';
import { raw, type Sql } from './sql.ts';

interface Compiled {
  readonly sql: Sql;
  /** Of the names of parameters that were looked up for it. */
  readonly edition: number;
}

const compiled = new WeakMap<Connection, WeakMap<Predicate, Compiled>>();

/**
 * A part of the access rules as a condition on the row `r` of `resource`, whose chains are not subject to access again. Compiled once for a
 * connection, since the same rules come with every request of a caller, and anew when a parameter has been named since.
 *
 * @param rule - as `partsWithAccess` gives it for these types
 */
export function ruleCondition(connection: Connection, types: readonly string[], rule: Predicate): Sql {
  const ofConnection = compiled.get(connection) ?? new WeakMap<Predicate, Compiled>();
  compiled.set(connection, ofConnection);
  const edition = connection.names.edition();
  const known = ofConnection.get(rule);
  if (known?.edition === edition) return known.sql;
  const { watched, foundAll } = watchNames(connection);
  const sql = condition(createCompiler(watched, undefined), { resource: raw('r'), types }, rule);
  // A compartment or a code system that is not there yet may come at any time, and no edition tells it.
  if (foundAll()) ofConnection.set(rule, { sql, edition });
  return sql;
}

function watchNames(connection: Connection): { readonly watched: Connection; readonly foundAll: () => boolean } {
  let missing = false;
  const noting = (find: (name: string) => number | undefined) => (name: string) => {
    const found = find(name);
    if (found === undefined) missing = true;
    return found;
  };
  const names = {
    ...connection.names,
    system: noting(connection.names.system),
    compartment: noting(connection.names.compartment),
  };
  return { watched: { ...connection, names }, foundAll: () => !missing };
}
