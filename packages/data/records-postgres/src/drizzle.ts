import { createRequire } from 'node:module';

// Drizzle through its CommonJS files: as ES modules, its many small files cost every process half a second of start.
const require = createRequire(import.meta.url);
const core: typeof import('drizzle-orm') = require('drizzle-orm');
const driver: typeof import('drizzle-orm/node-postgres') = require('drizzle-orm/node-postgres');
const postgres: typeof import('drizzle-orm/pg-core') = require('drizzle-orm/pg-core');

/** Operators of queries. */
export const { asc, gt, sql } = core;
/** Opens Drizzle on a client or pool of pg. */
export const { drizzle } = driver;
/** Columns, keys and indexes of tables. */
export const {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  uniqueIndex,
  uuid,
} = postgres;
