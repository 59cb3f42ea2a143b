import type Database from 'better-sqlite3';

/** What can be bound to a statement. */
export type RowValue = string | number | null;

/** Rows of one table that are gathered and then inserted several at once: half of what a small row costs is that it is a statement of its own. */
export interface Rows {
  /** Another row, its values in the order of the columns. */
  add(...values: readonly RowValue[]): void;
  /** Inserts what was gathered, in its order. If it throws, a part may be there: what it belongs to is to be rolled back. */
  insert(): void;
  /** Drops what was gathered. */
  forget(): void;
}

/** Rows of one statement. Up to the smaller number there is a statement for each, since most resources have so few entries of a kind. */
const many = 64;
const few = 16;

/** Makes the rows of a table that has so many columns. */
export function createRows(database: Database.Database, table: string, columns: number): Rows {
  const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
  const statements: (Database.Statement | undefined)[] = [];
  const statementFor = (rows: number) => {
    const known = statements[rows];
    if (known !== undefined) return known;
    const values = Array.from({ length: rows }, () => row).join(', ');
    // To undo the rows before one that is refused, SQLite would note every page beforehand. Whoever writes undoes the whole of what has failed.
    const made = database.prepare(`INSERT OR FAIL INTO ${table} VALUES ${values}`);
    statements[rows] = made;
    return made;
  };
  let gathered: RowValue[] = [];
  return {
    add(...values) {
      for (const value of values) gathered.push(value);
    },
    insert() {
      if (gathered.length === 0) return;
      const values = gathered;
      gathered = [];
      const count = values.length / columns;
      for (let from = 0; from < count; ) {
        const left = count - from;
        const rows = left >= many ? many : Math.min(left, few);
        statementFor(rows).run(values.slice(from * columns, (from + rows) * columns));
        from += rows;
      }
    },
    forget() {
      gathered = [];
    },
  };
}
