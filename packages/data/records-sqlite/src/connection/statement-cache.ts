import type Database from 'better-sqlite3';

/** Statements kept. */
const mostStatements = 500;
/** Characters of all that are kept. A prepared statement takes 10 to 20 bytes for each, which nothing that V8 counts tells. */
const mostCharacters = 2_000_000;
/** One that is longer holds hundreds of conditions. Another like it hardly ever has as many, so it would be kept in vain. */
const longest = 64_000;

/**
 * Prepared statements by text, the least recently used forgotten first. Values are always bound, so the text is the shape of a query. A long
 * one is prepared whenever it is asked for, and goes when nobody holds it.
 */
export function createStatementCache(database: Database.Database): (text: string) => Database.Statement {
  const statements = new Map<string, Database.Statement>();
  let characters = 0;
  return (text) => {
    const known = statements.get(text);
    if (known !== undefined) {
      statements.delete(text);
      statements.set(text, known);
      return known;
    }
    const statement = database.prepare(text);
    if (text.length > longest) return statement;
    statements.set(text, statement);
    characters += text.length;
    for (const oldest of statements.keys()) {
      if (statements.size <= mostStatements && characters <= mostCharacters) break;
      statements.delete(oldest);
      characters -= oldest.length;
    }
    return statement;
  };
}
