import { createPageMemory, type PageMemory } from '@baseplate-epr/record-query';
import type Database from 'better-sqlite3';
import type { FoundResource } from '../query/find-page.ts';
import { bound } from '../query/sql.ts';
import type { Watch } from '../query/watch.ts';

/** Rows of all pages that a connection remembers: a few megabytes, the charts of some two hundred patients. */
const rowsRemembered = 32_768;

/** Pages that a reading connection remembers. */
export interface Pages {
  readonly memory: PageMemory<FoundResource, Watch>;
  /** Another number whenever an entry of a resource in the compartment has changed, come or gone, by whomever; asked of the file each time. */
  markOf(compartment: number): number;
  /**
   * Whether a resource of this type in the compartment refers to one that is not in there; it cannot change without the mark. Where there are too
   * many to look at, it is taken that one does.
   */
  refersOut(compartment: number, type: string): boolean;
}

/** So many resources of a type, and references of them, are looked at: it holds the event loop for a millisecond. */
const lookedAt = 1000;

/** UTF-16 units of what rows are sorted by that count as one more row. */
const unitsPerRow = 64;

/** As how many rows of the usual size one counts: what it is sorted by may be long. */
function sizeOf({ values }: FoundResource): number {
  let units = 0;
  for (const value of values) if (typeof value === 'string') units += value.length;
  return 1 + Math.floor(units / unitsPerRow);
}

/** Makes the memory of a connection that only reads: one that writes sees what may still be undone. */
export function createPages(database: Database.Database): Pages {
  // A version adds to the one, and whatever leaves or is indexed anew to the other: neither ever falls, so the sum changes if either does.
  const mark = database
    .prepare<[number], number>(`SELECT versions + removals FROM compartment WHERE key = ${bound}`)
    .pluck();
  const crowd = database.prepare<[number, string]>(
    `SELECT 1 FROM compartment_member WHERE compartment = ${bound} AND type = ${bound} LIMIT 1 OFFSET ${lookedAt}`,
  );
  const outside = database
    .prepare<[number, number, string], number>(
      `SELECT count(*) > ${lookedAt} OR max(leads) = 1 FROM (SELECT NOT EXISTS (SELECT 1 FROM compartment_member o WHERE o.compartment = ${bound} AND o.type = t.type AND o.resource = t.key) AS leads FROM compartment_member m CROSS JOIN reference_entry f ON f.resource = m.resource CROSS JOIN resource t ON t.key = f.target WHERE m.compartment = ${bound} AND m.type = ${bound} LIMIT ${lookedAt + 1})`,
    )
    .pluck();
  return {
    memory: createPageMemory({ most: rowsRemembered, sizeOf }),
    markOf: (compartment) => mark.get(compartment) ?? 0,
    refersOut: (compartment, type) =>
      crowd.get(compartment, type) !== undefined || outside.get(compartment, compartment, type) === 1,
  };
}
