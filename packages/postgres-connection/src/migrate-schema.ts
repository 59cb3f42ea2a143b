import { BaseplateError } from '@baseplate-epr/contracts';
import type { PoolClient } from 'pg';
import { advisoryLock } from './advisory-lock.ts';
import { drizzle, migrate, readMigrationFiles } from './drizzle.ts';
import { giveIdentity } from './identity.ts';
import type { ResolvedPlace } from './place.ts';

const migrationsTable = 'migration';

/**
 * Brings a schema to what this program knows, one process after the other. Each start may move it forward, never back.
 *
 * @param migrationsFolder - as drizzle-kit writes it.
 * @param keepsSchema - nothing is changed; an earlier schema is refused as `precondition-failed`.
 * @throws BaseplateError `storage-newer` if a later program has moved it further; `configuration-invalid` if it is somebody else's.
 */
export async function migrateSchema(
  client: PoolClient,
  place: ResolvedPlace,
  migrationsFolder: string,
  keepsSchema = false,
): Promise<void> {
  const lock = advisoryLock(`${place.schema} migrations`);
  // Other processes may be migrating, for as long as that takes.
  await client.query('SET statement_timeout = 0');
  await client.query('SELECT pg_advisory_lock($1)', [lock]);
  try {
    await bringUpToDate(client, place, migrationsFolder, keepsSchema);
    if (!keepsSchema) await giveIdentity(client, place.schema);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [lock]);
    await client.query(`SET statement_timeout = ${place.statementTime}`);
  }
}

async function bringUpToDate(
  client: PoolClient,
  place: ResolvedPlace,
  migrationsFolder: string,
  keepsSchema: boolean,
): Promise<void> {
  const { schema, what } = place;
  const settings = { migrationsFolder, migrationsSchema: schema, migrationsTable };
  const known = readMigrationFiles(settings);
  const found = await appliedMigrations(client, place);
  // Another adapter's schema has a table of this name too, with other migrations in it.
  const foreign = found.some(({ at, hash }) =>
    known.some(({ folderMillis, hash: own }) => folderMillis === at && own !== hash),
  );
  const first = known[0]?.folderMillis;
  if (foreign || (found.length > 0 && !found.some(({ at }) => at === first))) throw somebodyElses(place);
  const newest = Math.max(...known.map(({ folderMillis }) => folderMillis));
  if (found.some(({ at }) => at > newest)) {
    throw new BaseplateError({
      code: 'storage-newer',
      message: `The schema "${schema}" of the ${what} has ${found.length} migrations, and this program knows ${known.length}: a later version of the program has used it. Start that later version, or restore a backup from before it.`,
      details: { found: found.length, known: known.length },
    });
  }
  if (found.length === known.length) return;
  if (keepsSchema) {
    throw new BaseplateError({
      code: 'precondition-failed',
      message: `The schema "${schema}" of the ${what} has ${found.length} migrations, and this program would bring it to ${known.length}, which only a start of the record may do. Use the release that serves, or start the record with this one first.`,
      details: { found: found.length, known: known.length },
    });
  }
  await migrate(drizzle(client), settings);
}

interface Applied {
  readonly at: number;
  readonly hash: string;
}

async function appliedMigrations(client: PoolClient, place: ResolvedPlace): Promise<readonly Applied[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT c.relname AS name FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = $1 AND c.relkind IN ('r', 'p')",
    [place.schema],
  );
  if (rows.length === 0) return [];
  if (!rows.some(({ name }) => name === migrationsTable)) throw somebodyElses(place);
  const applied = await client.query<Applied>(
    `SELECT created_at AS at, hash FROM "${place.schema}"."${migrationsTable}" ORDER BY created_at`,
  );
  return applied.rows;
}

function somebodyElses({ schema, what }: ResolvedPlace): BaseplateError {
  return new BaseplateError({
    code: 'configuration-invalid',
    message: `The schema "${schema}" has tables of something else. Name another schema for the ${what}; this one was left as it is.`,
  });
}
