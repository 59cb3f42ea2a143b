import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A schema name that no other test has. */
export function freshSchema(): string {
  return `test_${randomBytes(8).toString('hex')}`;
}

/** Puts statements through a connection of its own, as somebody else. */
export async function askAside<Row extends pg.QueryResultRow>(
  connection: string,
  text: string,
): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: connection });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Removes a schema with all that is in it. */
export async function dropSchema(connection: string, schema: string): Promise<void> {
  await askAside(connection, `SET client_min_messages = warning; DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
}
