import { fileURLToPath } from 'node:url';
import { BaseplateError } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';
import { drizzle, migrate, readMigrationFiles } from '../drizzle.ts';
import { lockOf } from '../write/lock.ts';

/** In the published package as in the workspace, the migrations lie beside the folder of the code. */
const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));
const migrationsTable = 'migration';

/**
 * Brings the schema to what this program knows, one process after the other. Each start may move it forward, never back.
 * @throws BaseplateError `storage-newer` if a later program has moved it further; `storage-corrupt` if it is somebody else's.
 */
export async function migrateSchema(client: PoolClient, schema: string): Promise<void> {
  const lock = lockOf(`${schema} migrations`);
  // Other processes may be migrating, for as long as that takes.
  await client.query('SET statement_timeout = 0');
  await client.query('SELECT pg_advisory_lock($1)', [lock]);
  try {
    await bringUpToDate(client, schema);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lock]);
  }
}

async function bringUpToDate(client: PoolClient, schema: string): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder, migrationsSchema: schema, migrationsTable }).map(
    ({ folderMillis }) => folderMillis,
  );
  const found = await appliedMigrations(client, schema);
  const newer = found.filter((applied) => applied > Math.max(...known)).length;
  if (newer > 0) {
    throw new BaseplateError({
      code: 'storage-newer',
      message: `The record's schema "${schema}" has ${found.length} migrations, and this program knows ${known.length}: a later version of the program has used it. Start that later version, or restore a backup from before it.`,
      details: { found: found.length, known: known.length },
    });
  }
  if (found.length === known.length) return;
  await migrate(drizzle(client), { migrationsFolder, migrationsSchema: schema, migrationsTable });
}

async function appliedMigrations(client: PoolClient, schema: string): Promise<readonly number[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = $1 AND c.relkind IN ('r', 'p')",
    [schema],
  );
  if (rows.length === 0) return [];
  if (rows.some(({ name }) => name === migrationsTable)) {
    const applied = await client.query<{ at: number }>(`SELECT created_at AS at FROM "${schema}"."${migrationsTable}"`);
    return applied.rows.map(({ at }) => Number(at));
  }
  throw new BaseplateError({
    code: 'storage-corrupt',
    message: `The schema "${schema}" in the configuration has tables of some other program. Name another schema for the record; this one was left as it is.`,
  });
}
