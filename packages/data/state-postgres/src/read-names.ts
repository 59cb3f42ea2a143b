import type { Connections } from '@baseplate-epr/postgres-connection';
import { and, asc, drizzle, eq, exists, gte, isNull, or } from './drizzle.ts';
import { namespace, stateEntry } from './schema.ts';

/** Names of namespaces that hold something at this moment, ordered bytewise. */
export function readNames(reading: Connections, now: number): Promise<{ readonly names: readonly string[] }> {
  return reading.lend(async (client) => {
    const database = drizzle(client);
    const live = or(isNull(stateEntry.expiresAt), gte(stateEntry.expiresAt, now));
    const held = database
      .select()
      .from(stateEntry)
      .where(and(eq(stateEntry.namespace, namespace.name), live));
    const rows = await database
      .select({ name: namespace.name })
      .from(namespace)
      .where(exists(held))
      .orderBy(asc(namespace.name));
    return { names: rows.map(({ name }) => name) };
  });
}
