import { createPageMemory, type PageMemory } from '@baseplate-epr/record-query';
import type Database from 'better-sqlite3';
import type { FoundResource } from '../query/find-page.ts';
import { bound } from '../query/sql.ts';

/** Rows of all pages that a connection remembers: a few megabytes, the charts of some two hundred patients. */
const rowsRemembered = 32_768;

/** Pages that a reading connection remembers. */
export interface Pages {
  readonly memory: PageMemory<FoundResource>;
  /** Another number whenever an entry of a resource in the compartment has changed, come or gone, by whomever; asked of the file each time. */
  markOf(compartment: number): number;
  /** Whether a resource of this type in the compartment refers to one that is not in there; it cannot change without the mark. */
  refersOut(compartment: number, type: string): boolean;
}

/** Makes the memory of a connection that only reads: one that writes sees what may still be undone. */
export function createPages(database: Database.Database): Pages {
  // A version adds to the one, and whatever leaves or is indexed anew to the other: neither ever falls, so the sum changes if either does.
  const mark = database
    .prepare<[number], number>(`SELECT versions + removals FROM compartment WHERE key = ${bound}`)
    .pluck();
  const outside = database.prepare<[number, string, number]>(
    `SELECT 1 FROM compartment_member m CROSS JOIN reference_entry f ON f.resource = m.resource CROSS JOIN resource t ON t.key = f.target WHERE m.compartment = ${bound} AND m.type = ${bound} AND NOT EXISTS (SELECT 1 FROM compartment_member o WHERE o.compartment = ${bound} AND o.type = t.type AND o.resource = t.key) LIMIT 1`,
  );
  return {
    memory: createPageMemory(rowsRemembered),
    markOf: (compartment) => mark.get(compartment) ?? 0,
    refersOut: (compartment, type) => outside.get(compartment, type, compartment) !== undefined,
  };
}
