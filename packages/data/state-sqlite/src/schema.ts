import { blob, integer, primaryKey, sqliteTable, text } from './drizzle.ts';

/** How many bytes each namespace holds, kept up to date by every write, so that a quota costs no counting. */
export const namespace = sqliteTable('namespace', {
  name: text('name').primaryKey(),
  bytes: integer('bytes').notNull(),
});

/** Entries. Keys are UTF-8 bytes, so that order and prefixes are bytewise whatever the text. */
export const stateEntry = sqliteTable(
  'state_entry',
  {
    namespace: text('namespace').notNull(),
    key: blob('key', { mode: 'buffer' }).notNull(),
    value: text('value').notNull(),
    version: text('version').notNull(),
    /** Milliseconds since 1970. */
    expiresAt: integer('expires_at'),
    /** UTF-8 bytes of key and value. */
    bytes: integer('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.namespace, table.key] })],
);
