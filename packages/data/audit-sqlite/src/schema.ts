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

/** Who wrote chains, by the numbers that `place` means them by. */
export const writer = sqliteTable('writer', {
  number: integer('number').primaryKey(),
  writer: text('writer').notNull(),
});

/** Names of agents and patients, by the numbers they are meant by. */
export const name = sqliteTable('name', {
  number: integer('number').primaryKey(),
  name: text('name').notNull(),
});

/** What entries are searched by, copied from their content. */
export const place = sqliteTable('place', {
  position: integer('position').primaryKey(),
  writer: integer('writer').notNull(),
  sequence: integer('sequence').notNull(),
  time: integer('time').notNull(),
  kind: text('kind').$type<AuditKind>().notNull(),
  agent: integer('agent').notNull(),
  request: text('request').notNull(),
});

/** How far the index has come, by the last entry of which it knows; and what its numbers are valid for. One row. */
export const indexed = sqliteTable('indexed', {
  position: integer('position').notNull(),
  hash: blob('hash', { mode: 'buffer' }),
  generation: text('generation').notNull(),
});

/** Which entries name a patient. */
export const entryPatient = sqliteTable(
  'entry_patient',
  {
    patient: integer('patient').notNull(),
    time: integer('time').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [primaryKey({ columns: [table.patient, table.time, table.position] })],
);

/** Intents without an outcome of the same request: few, so that a start finds them at once among millions of entries. */
export const unresolvedIntent = sqliteTable(
  'unresolved_intent',
  {
    time: integer('time').notNull(),
    position: integer('position').notNull(),
    request: text('request').notNull(),
  },
  (table) => [primaryKey({ columns: [table.time, table.position] })],
);
