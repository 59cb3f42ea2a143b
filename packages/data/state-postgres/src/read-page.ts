import type { StatePage } from '@baseplate-epr/contracts';
import type { Connections } from '@baseplate-epr/postgres-connection';
import { and, asc, drizzle, eq, gt, gte, isNull, lt, or } from './drizzle.ts';
import { prefixRange } from './prefix-range.ts';
import { entryOf } from './read-entry.ts';
import { stateEntry } from './schema.ts';

/** Which page of which namespace, at which moment. */
export interface ReadPageOptions {
  readonly namespace: string;
  readonly now: number;
  readonly prefix?: string;
  readonly after?: string;
  readonly limit: number;
}

/** Reads one page of live entries, ordered bytewise by key. */
export function readPage(reading: Connections, options: ReadPageOptions): Promise<StatePage> {
  const { namespace, now, prefix = '', after, limit } = options;
  const { low, high } = prefixRange(prefix);
  const { key, value, version, expiresAt } = stateEntry;
  return reading.lend(async (client) => {
    const rows = await drizzle(client)
      .select({ key, value, version, expiresAt })
      .from(stateEntry)
      .where(
        and(
          eq(stateEntry.namespace, namespace),
          gte(key, low),
          high === undefined ? undefined : lt(key, high),
          after === undefined ? undefined : gt(key, Buffer.from(after)),
          or(isNull(expiresAt), gte(expiresAt, now)),
        ),
      )
      .orderBy(asc(key))
      .limit(limit + 1);
    const entries = rows.slice(0, limit).map(entryOf);
    const next = rows.length > limit ? entries.at(-1)?.key : undefined;
    return { entries, ...(next === undefined ? {} : { next }) };
  });
}
