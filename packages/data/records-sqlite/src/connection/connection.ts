import type Database from 'better-sqlite3';
import type { Names } from '../names/names.ts';
import type { Budget } from './budget.ts';
import type { Pages } from './pages.ts';

/** One open connection with what belongs to it. */
export interface Connection {
  readonly database: Database.Database;
  readonly budget: Budget;
  readonly names: Names;
  /** What is remembered of pages; only where nothing is written. */
  readonly pages: Pages | undefined;
  /** A prepared statement for this text, from a cache. */
  statement(text: string): Database.Statement;
  /** Runs reads against one snapshot. */
  snapshot<Result>(run: () => Result): Result;
}
