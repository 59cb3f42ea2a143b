import type { AccessRules } from '@baseplate-epr/contracts';
import type { Connection } from '../connection/connection.ts';
import { raw, type Sql } from './sql.ts';

/** What compiling one query works with. */
export interface Compiler {
  readonly connection: Connection;
  /** Applied at every hop; undefined inside the access rules themselves. */
  readonly access: AccessRules | undefined;
  /** A fresh alias; the same sequence for the same shape of query. */
  alias(prefix: string): Sql;
}

/** The resource that a condition is about. */
export interface Scope {
  /** Alias of its row in `resource`. */
  readonly resource: Sql;
  /** Types it may have; none means any. */
  readonly types: readonly string[];
  /** In a history: alias of the row in `version` that is judged. */
  readonly version?: Sql;
}

/** Makes the compiler for one query on one connection. */
export function createCompiler(connection: Connection, access: AccessRules | undefined): Compiler {
  let aliases = 0;
  const alias = (prefix: string) => {
    aliases += 1;
    return raw(`${prefix}${aliases}`);
  };
  return { connection, access, alias };
}
