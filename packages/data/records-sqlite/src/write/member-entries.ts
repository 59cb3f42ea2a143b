import type Database from 'better-sqlite3';
import { bound } from '../query/sql.ts';

/** Entries of resources that are written a second time, by the compartments the resources lie in. */
export interface MemberEntries {
  add(compartment: number, resource: number): void;
  /** Copies the entries of all resources that were added. */
  insert(): void;
  /** Drops what was added. */
  forget(): void;
}

/**
 * Makes the entries of one table.
 *
 * @param into - the beginning of the statement that inserts a compartment and the columns.
 * @param columns - what is selected of which table of entries.
 */
export function createMemberEntries(database: Database.Database, into: string, columns: string): MemberEntries {
  const one = database.prepare(`${into} SELECT ${bound}, ${columns} WHERE resource = ${bound}`);
  // The resources are gone through in their order, each a range of the table's key.
  const several = database.prepare(
    `${into} SELECT ${bound}, ${columns} WHERE resource IN (SELECT value FROM json_each(${bound}))`,
  );
  let added = new Map<number, number[]>();
  return {
    add(compartment, resource) {
      const resources = added.get(compartment);
      if (resources === undefined) added.set(compartment, [resource]);
      else resources.push(resource);
    },
    insert() {
      const all = added;
      added = new Map();
      for (const [compartment, resources] of all) {
        if (resources.length === 1) one.run(compartment, resources[0]);
        else several.run(compartment, JSON.stringify(resources));
      }
    },
    forget() {
      added = new Map();
    },
  };
}
