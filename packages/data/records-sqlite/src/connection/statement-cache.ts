import type Database from 'better-sqlite3';

const limit = 500;

/** Prepared statements by text, the least recently used forgotten first. Values are always bound, so the text is the shape of a query. */
export function createStatementCache(database: Database.Database): (text: string) => Database.Statement {
  const statements = new Map<string, Database.Statement>();
  return (text) => {
    const known = statements.get(text);
    if (known !== undefined) {
      statements.delete(text);
      statements.set(text, known);
      return known;
    }
    const statement = database.prepare(text);
    statements.set(text, statement);
    if (statements.size > limit) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest);
        break;
      }
    }
    return statement;
  };
}
