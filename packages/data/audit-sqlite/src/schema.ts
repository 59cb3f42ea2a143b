import type { AuditKind } from '@baseplate-epr/contracts';
import { blob, integer, primaryKey, sqliteTable, text } from './drizzle.ts';

/** The end of each chain as its writer left it. */
export const chain = sqliteTable('chain', {
  writer: text('writer').primaryKey(),
  sequence: integer('sequence').notNull(),
  hash: blob('hash', { mode: 'buffer' }).notNull(),
});

/** Entries in the order in which they were written, of all chains. `content` is the canonical JSON that was hashed. */
export const entry = sqliteTable('entry', {
  position: integer('position').primaryKey(),
  hash: blob('hash', { mode: 'buffer' }).notNull(),
  content: text('content').notNull(),
});

/** What entries are searched by, copied from their content. */
export const place = sqliteTable('place', {
  position: integer('position').primaryKey(),
  writer: text('writer').notNull(),
  sequence: integer('sequence').notNull(),
  time: integer('time').notNull(),
  kind: text('kind').$type<AuditKind>().notNull(),
  agent: text('agent').notNull(),
  request: text('request').notNull(),
});

/** The last position of which `place`, `entry_patient` and `unresolved_intent` know; one row. */
export const indexed = sqliteTable('indexed', { position: integer('position').notNull() });

/** Which entries name a patient, in the order they are read in. */
export const entryPatient = sqliteTable(
  'entry_patient',
  {
    patient: text('patient').notNull(),
    time: integer('time').notNull(),
    writer: text('writer').notNull(),
    sequence: integer('sequence').notNull(),
  },
  (table) => [primaryKey({ columns: [table.patient, table.time, table.writer, table.sequence] })],
);

/** Intents without an outcome of the same request: few, so that a start finds them at once among millions of entries. */
export const unresolvedIntent = sqliteTable(
  'unresolved_intent',
  {
    time: integer('time').notNull(),
    writer: text('writer').notNull(),
    sequence: integer('sequence').notNull(),
    request: text('request').notNull(),
  },
  (table) => [primaryKey({ columns: [table.time, table.writer, table.sequence] })],
);
