import type { Database } from 'better-sqlite3';

/** Gives texts the numbers they are meant by in an index. */
export interface Numbers {
  /** The number of a text, which gets one if it has none. Within the transaction of the caller. */
  of(text: string): number;
  /** Forgets what is remembered of them: a transaction was given up, or the index was made anew. */
  forget(): void;
}

/** So many numbers are remembered; they never change while an index lives, whichever process gave them. */
const remembered = 10_000;

/** Makes the numbers of one table, whose column of texts has the table's name. */
export function createNumbers(index: Database, table: 'writer' | 'name'): Numbers {
  const select = index.prepare<[string], number>(`select number from ${table} where ${table} = ?`).pluck();
  const insert = index.prepare(`insert into ${table} (${table}) values (?)`);
  const known = new Map<string, number>();
  return {
    of: (text) => {
      const there = known.get(text);
      if (there !== undefined) return there;
      const number = select.get(text) ?? Number(insert.run(text).lastInsertRowid);
      if (known.size >= remembered) known.clear();
      known.set(text, number);
      return number;
    },
    forget: () => known.clear(),
  };
}
