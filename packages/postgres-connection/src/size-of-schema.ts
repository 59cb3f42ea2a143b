import type { KeptSize } from '@baseplate-epr/contracts';
import type { Connections } from './connections.ts';

const statement = `
  SELECT coalesce(sum(pg_total_relation_size(relation.oid)), 0)::text AS bytes
  FROM pg_class AS relation JOIN pg_namespace AS namespace ON namespace.oid = relation.relnamespace
  WHERE namespace.nspname = $1 AND relation.relkind IN ('r', 'm')`;

/** How much room the tables of a schema take on the server, with their indexes and what has not been vacuumed yet. */
export async function sizeOfSchema(connections: Connections, schema: string): Promise<KeptSize> {
  const { rows } = await connections.lend((client) => client.query<{ bytes: string }>(statement, [schema]));
  return { bytes: Number(rows[0]?.bytes ?? 0) };
}
