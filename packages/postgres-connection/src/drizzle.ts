import { createRequire } from 'node:module';

// Drizzle through its CommonJS files: as ES modules, its many small files cost every process half a second of start.
const require = createRequire(import.meta.url);
const driver: typeof import('drizzle-orm/node-postgres') = require('drizzle-orm/node-postgres');
const migrator: typeof import('drizzle-orm/node-postgres/migrator') = require('drizzle-orm/node-postgres/migrator');
const files: typeof import('drizzle-orm/migrator') = require('drizzle-orm/migrator');

/** Opens Drizzle on a client or pool of pg. */
export const { drizzle } = driver;
/** Applies migrations. */
export const { migrate } = migrator;
/** Reads them from their folder. */
export const { readMigrationFiles } = files;
