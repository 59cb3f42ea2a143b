import type Database from 'better-sqlite3';

/** The lowest generation of index entries that commits may bring, as it stands in the file. */
export interface LeastGeneration {
  /** Asked in each write transaction: another process may have raised it. */
  read(): number;
  /** Raises it, unless it stands higher already. */
  raise(generation: number): void;
}

/** Makes the least generation of a writing connection. */
export function createLeastGeneration(database: Database.Database): LeastGeneration {
  const select = database.prepare<[], string>("SELECT value FROM store_fact WHERE name = 'generation'").pluck();
  const set = database.prepare("INSERT OR REPLACE INTO store_fact (name, value) VALUES ('generation', ?)");
  const read = () => {
    const value = select.get();
    return value === undefined ? Number.NEGATIVE_INFINITY : Number(value);
  };
  return {
    read,
    raise(generation) {
      if (generation > read()) set.run(String(generation));
    },
  };
}
