import type Database from 'better-sqlite3';
import type { Point } from './floor-question.ts';

/** A resource as the floor keeps it. */
export interface RawResource extends Point {
  readonly text: string;
}

/** The least that keeps resources and finds them again: text by type and id, and rows of one index. */
export interface RawStore {
  readonly database: Database.Database;
  /** Writes a resource with so many index rows. Inside the caller's transaction. */
  insert(resource: RawResource, rows: number): void;
  /** Text by type and id: one prepared statement. */
  read(point: Point): string | undefined;
  /** Makes the perfect index of one request: what it is to answer, in order. */
  prepareAnswer(request: string, points: readonly Point[]): void;
  /** Texts that a prepared request answers: one prepared statement. */
  answer(request: string): readonly string[];
}

/** Makes the tables in an empty database. */
export function createRawStore(database: Database.Database): RawStore {
  database.exec(`
    CREATE TABLE IF NOT EXISTS resource (key INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS resource_identity ON resource (type, id);
    CREATE TABLE IF NOT EXISTS entry (parameter INTEGER NOT NULL, value TEXT NOT NULL, resource INTEGER NOT NULL,
      PRIMARY KEY (parameter, value, resource)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS answer (request TEXT NOT NULL, position INTEGER NOT NULL, resource INTEGER NOT NULL,
      PRIMARY KEY (request, position)) WITHOUT ROWID;
  `);
  const insertResource = database.prepare('INSERT INTO resource (type, id, text) VALUES (?, ?, ?)');
  const insertEntry = database.prepare('INSERT INTO entry VALUES (?, ?, ?)');
  const readText = database
    .prepare<[string, string], string>('SELECT text FROM resource WHERE type = ? AND id = ?')
    .pluck();
  const insertAnswer = database.prepare(
    'INSERT OR REPLACE INTO answer SELECT ?, ?, key FROM resource WHERE type = ? AND id = ?',
  );
  const answerTexts = database
    .prepare<[string], string>(
      'SELECT r.text FROM answer a JOIN resource r ON r.key = a.resource WHERE a.request = ? ORDER BY a.position',
    )
    .pluck();
  return {
    database,
    insert({ type, id, text }, rows) {
      const key = Number(insertResource.run(type, id, text).lastInsertRowid);
      // As a real index has them: some values that few resources share, some that many do.
      for (let row = 0; row < rows; row += 1) insertEntry.run(row, row % 2 === 0 ? `common-${key % 97}` : id, key);
    },
    read: ({ type, id }) => readText.get(type, id),
    prepareAnswer(request, points) {
      for (const [position, { type, id }] of points.entries()) insertAnswer.run(request, position, type, id);
    },
    answer: (request) => answerTexts.all(request),
  };
}
