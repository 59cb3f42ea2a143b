import type { Sql, SqlValue } from '../query/sql.ts';

type Value = string | number | boolean | null;

/** Columns of a table with PostgreSQL's type of each, in the order in which rows give them. */
export type Columns = Readonly<Record<string, string>>;

/** Rows for one statement, which takes each column as one array: the number of rows is not part of its shape. */
export interface RowSet {
  add(...row: readonly Value[]): void;
  readonly size: number;
  /** The rows as `unnest(…) alias(columns)`, in parts that no statement runs long over. */
  parts(alias: string): readonly Sql[];
}

const rowsTogether = 5000;
const charactersTogether = 32_000_000;

/** Makes an empty set of rows. */
export function createRowSet(columns: Columns): RowSet {
  const types = Object.values(columns);
  const names = Object.keys(columns).join(', ');
  const rows: (readonly Value[])[] = [];
  return {
    add: (...row) => void rows.push(row),
    get size() {
      return rows.length;
    },
    parts(alias) {
      return parted(rows).map((part) => {
        const values: SqlValue[] = types.map((_type, column) => part.map((row) => row[column] ?? null));
        return { text: `unnest(${types.map((type) => `?::${type}[]`).join(', ')}) ${alias}(${names})`, values };
      });
    },
  };
}

function parted(rows: readonly (readonly Value[])[]): readonly (readonly Value[])[][] {
  const parts: (readonly Value[])[][] = [];
  let part: (readonly Value[])[] = [];
  let characters = 0;
  for (const row of rows) {
    if (part.length === 0) parts.push(part);
    part.push(row);
    for (const value of row) if (typeof value === 'string') characters += value.length;
    if (part.length < rowsTogether && characters < charactersTogether) continue;
    part = [];
    characters = 0;
  }
  return parts;
}
