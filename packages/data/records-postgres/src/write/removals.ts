import { keyOf } from '../keys/keys.ts';
import { joined, raw, type Sql, sql } from '../query/sql.ts';
import { entryKinds } from './entry-rows.ts';
import { createRowSet } from './row-set.ts';

/** A resource whose index entries are to go. */
export interface Removal {
  readonly home: string;
  readonly key: string;
  readonly type: string;
  /** Names of the compartments that it is a member of. */
  readonly compartments: readonly string[];
}

/** Statements that remove the index entries and memberships of resources. */
export function removalStatements(removals: readonly Removal[]): readonly Sql[] {
  const places = createRowSet({ home: 'uuid', resource: 'uuid', type: 'text' });
  const members = createRowSet({ compartment: 'uuid', type: 'text', home: 'uuid', resource: 'uuid' });
  for (const { home, key, type, compartments } of removals) {
    places.add(home, key, type);
    for (const name of compartments) members.add(compartmentKey(name), type, home, key);
  }
  return [
    ...places.parts('k').map(removeEntries),
    ...members
      .parts('k')
      .map(
        (rows) =>
          sql`DELETE FROM compartment_member m USING ${rows} WHERE m.compartment = k.compartment AND m.type = k.type AND m.home = k.home AND m.resource = k.resource`,
      ),
  ];
}

/** The key of a compartment by its name, `Type/id`. */
export function compartmentKey(name: string): string {
  const slash = name.indexOf('/');
  return keyOf(name.slice(0, slash), name.slice(slash + 1));
}

/**
 * The parameters that a type has used lead to each entry by its primary key. Joined plainly, a plan that was made while the table was small
 * read every entry of a parameter for each resource; only the primary key gives them in this order. One statement for all kinds: most of what a
 * small one costs is that it is one.
 */
function removeEntries(rows: Sql): Sql {
  const removals = entryKinds.map((kind) => {
    const table = raw(`${kind}_entry`);
    return sql`${table}_removed AS (DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT found.at FROM gone k JOIN parameter p ON p.type = k.type AND p.kind = ${kind} CROSS JOIN LATERAL (SELECT e.ctid AS at FROM ${table} e WHERE e.home = k.home AND e.parameter = p.key AND e.resource = k.resource ORDER BY e.home, e.parameter, e.resource, e.n) found)))`;
  });
  return sql`WITH gone AS MATERIALIZED (SELECT * FROM ${rows}), ${joined(removals, ', ')} SELECT 1`;
}
