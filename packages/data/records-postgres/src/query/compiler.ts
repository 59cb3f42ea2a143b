import type { AccessRules } from '@baseplate-epr/contracts';
import { raw, type Sql } from './sql.ts';

/** What compiling one query works with. */
export interface Compiler {
  /** Applied at every hop; undefined inside the access rules themselves. */
  readonly access: AccessRules | undefined;
  /** Type of the compartments that decide where resources are kept. */
  readonly homeType: string;
  /** A fresh alias; the same sequence for the same shape of query. */
  alias(prefix: string): Sql;
}

/** The resource that a condition is about. */
export interface Scope {
  /** Alias of its row in `resource`. */
  readonly resource: Sql;
  /** Where it is kept: a column, or a value that is known beforehand. */
  readonly home: Sql;
  /** Types it may have; none means any. */
  readonly types: readonly string[];
  /**
   * What leads to the row is settled: conditions on entries are asked row by row, by the primary key, and PostgreSQL is not to begin
   * with one of them.
   */
  readonly pinned?: boolean;
  /** In a history: alias of the row in `version` that is judged. */
  readonly version?: Sql;
}

/** Makes the compiler for one query. */
export function createCompiler(homeType: string, access: AccessRules | undefined): Compiler {
  let aliases = 0;
  const alias = (prefix: string) => {
    aliases += 1;
    return raw(`${prefix}${aliases}`);
  };
  return { access, homeType, alias };
}

/** The scope of a row of `resource` under an alias. */
export function scopeOf(resource: Sql, types: readonly string[]): Scope {
  return { resource, types, home: { text: `${resource.text}.home`, values: [] } };
}
