import { bigint, customType, index, pgTable, primaryKey, uuid } from './drizzle.ts';

/** Text that compares bytewise, whatever the database's own collation. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const whole = () => bigint({ mode: 'number' });

/** The end of each chain as its writer left it. */
export const chain = pgTable('chain', {
  writer: bytewise().primaryKey(),
  sequence: whole().notNull(),
  hash: bytes().notNull(),
});

/**
 * Entries of all chains. `content` is the canonical JSON that was hashed; the rest is what entries are searched by, copied from it.
 * Ids are kept as keys (`keyOf`), since they may be of any length.
 */
export const entry = pgTable(
  'entry',
  {
    writer: bytewise().notNull(),
    sequence: whole().notNull(),
    /** Milliseconds since 1970. */
    time: whole().notNull(),
    kind: bytewise().notNull(),
    agent: uuid().notNull(),
    request: uuid().notNull(),
    hash: bytes().notNull(),
    content: bytewise().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.writer, table.sequence] }),
    index('entry_time').on(table.time, table.writer, table.sequence),
    index('entry_agent').on(table.agent, table.time, table.writer, table.sequence),
    index('entry_request').on(table.request, table.time, table.writer, table.sequence),
  ],
);

/** Which entries name a patient, in the order they are read in. */
export const entryPatient = pgTable(
  'entry_patient',
  {
    patient: uuid().notNull(),
    time: whole().notNull(),
    writer: bytewise().notNull(),
    sequence: whole().notNull(),
  },
  (table) => [primaryKey({ columns: [table.patient, table.time, table.writer, table.sequence] })],
);

/**
 * Intents that may have no outcome: every one that has none, and some whose outcome was written at the same moment by another
 * process. Few, so that a start finds them at once among millions of entries.
 */
export const openIntent = pgTable(
  'open_intent',
  {
    request: uuid().notNull(),
    time: whole().notNull(),
    writer: bytewise().notNull(),
    sequence: whole().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.time, table.writer, table.sequence] }),
    index('open_intent_request').on(table.request),
  ],
);
