import Database from 'better-sqlite3';

/** Tables that hold versions, identities, interned names, counts and digests; every other table of the record is index. */
const notIndex =
  /^(version|resource|parameter|code_system|compartment|bucket|type_count|store_fact|reference_stray|sqlite_.*|__.*)$/;

/** Counts the index rows in the record's file, beside the record that has it open. */
export function countIndexRows(file: string): number {
  const database = new Database(file, { readonly: true });
  try {
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .pluck()
      .all()
      .filter((name) => !notIndex.test(name));
    return tables.reduce(
      (sum, name) => sum + Number(database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()),
      0,
    );
  } finally {
    database.close();
  }
}
