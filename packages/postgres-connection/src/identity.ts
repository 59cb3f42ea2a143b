import type { PoolClient } from 'pg';

/** Gives a schema the name by which it is known for good, unless it has one. Called with the lock of its migrations held. */
export async function giveIdentity(client: PoolClient, schema: string): Promise<void> {
  await client.query(`CREATE TABLE IF NOT EXISTS "${schema}".identity (identity text PRIMARY KEY)`);
  await client.query(
    `INSERT INTO "${schema}".identity SELECT gen_random_uuid()::text WHERE NOT EXISTS (SELECT FROM "${schema}".identity)`,
  );
}

/** The name that {@link giveIdentity} gave; `undefined` where an earlier release has made the schema and this one has not been started yet. */
export async function readIdentity(client: PoolClient, schema: string): Promise<string | undefined> {
  const table = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    `"${schema}".identity`,
  ]);
  if (table.rows[0]?.there !== true) return undefined;
  const { rows } = await client.query<{ identity: string }>(`SELECT identity FROM "${schema}".identity`);
  return rows[0]?.identity;
}
