import { bigint, customType, index, pgTable, primaryKey, sql } from './drizzle.ts';

/** Text that compares bytewise, whatever the database's own collation. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
/** UTF-8 bytes: unlike PostgreSQL's text they may hold U+0000, and they compare bytewise. */
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** How many bytes each namespace holds, kept up to date by every write, so that a quota costs no counting. */
export const namespace = pgTable('namespace', {
  name: bytewise().primaryKey(),
  bytes: bigint({ mode: 'number' }).notNull(),
});

/** Entries. What has expired stays until it is swept. */
export const stateEntry = pgTable(
  'state_entry',
  {
    namespace: bytewise().notNull(),
    key: bytes().notNull(),
    value: bytes().notNull(),
    version: bytewise().notNull(),
    /** Milliseconds since 1970. */
    expiresAt: bigint('expires_at', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.namespace, table.key] }),
    index('state_entry_expiry').on(table.expiresAt).where(sql`expires_at IS NOT NULL`),
  ],
);

/**
 * What each process wrote last, one row for each start: how it finds out what became of a transaction whose acknowledgement was lost.
 */
export const mark = pgTable('mark', {
  writer: bytewise().primaryKey(),
  mark: bytewise().notNull(),
  /** Milliseconds since 1970, by the clock of the server. */
  at: bigint({ mode: 'number' }).notNull(),
});
