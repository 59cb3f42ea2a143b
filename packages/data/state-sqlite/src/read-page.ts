import type { StatePage } from '@baseplate-epr/contracts';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { and, asc, eq, gt, gte, isNull, lt, or } from './drizzle.ts';
import { entryOf } from './entry-statements.ts';
import { rangeOfPrefix } from './key-range.ts';
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
export function readPage(reader: BetterSQLite3Database, options: ReadPageOptions): StatePage {
  const { namespace, now, prefix = '', after, limit } = options;
  const { low, high } = rangeOfPrefix(prefix);
  const { key, value, version, expiresAt } = stateEntry;
  const rows = reader
    .select({ key, value, version, expires_at: expiresAt })
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
    .limit(limit + 1)
    .all();
  const entries = rows.slice(0, limit).map(entryOf);
  const next = rows.length > limit ? entries.at(-1)?.key : undefined;
  return { entries, ...(next === undefined ? {} : { next }) };
}
