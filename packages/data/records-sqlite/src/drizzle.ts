import { createRequire } from 'node:module';

// Drizzle through its CommonJS files. As ES modules it costs every process half a second of start: for each of its 113 files Node
// looks for the kind of the file in the package's package.json, and parses its 180 kB again. Files that end in .cjs need no look.
const require = createRequire(import.meta.url);
const core: typeof import('drizzle-orm') = require('drizzle-orm');
const driver: typeof import('drizzle-orm/better-sqlite3') = require('drizzle-orm/better-sqlite3');
const migrator: typeof import('drizzle-orm/better-sqlite3/migrator') = require('drizzle-orm/better-sqlite3/migrator');
const sqlite: typeof import('drizzle-orm/sqlite-core') = require('drizzle-orm/sqlite-core');

/** Operators of queries. */
export const { and, asc, eq, gt, sql } = core;
/** Opens Drizzle on a database of better-sqlite3. */
export const { drizzle } = driver;
/** Applies migrations. */
export const { migrate } = migrator;
/** Columns, keys and indexes of tables. */
export const { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } = sqlite;
