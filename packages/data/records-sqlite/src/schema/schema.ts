import { index, integer, primaryKey, real, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';

/*
 * The tables of the record. drizzle-kit makes the first draft of a migration from this file; `WITHOUT ROWID`, which it cannot
 * say, is added by hand to the tables whose primary key is the whole point of them. README.md explains the layout.
 */

/** Facts about the store itself: the fence. */
export const storeFact = sqliteTable('store_fact', { name: text().primaryKey(), value: text().notNull() });

/** Search parameters, interned: one small integer per type and name. */
export const parameter = sqliteTable(
  'parameter',
  { key: integer().primaryKey(), name: text().notNull(), type: text().notNull() },
  (table) => [uniqueIndex('parameter_identity').on(table.name, table.type)],
);

/** Code systems of tokens and quantities, interned. */
export const codeSystem = sqliteTable(
  'code_system',
  { key: integer().primaryKey(), value: text().notNull() },
  (table) => [uniqueIndex('code_system_identity').on(table.value)],
);

/**
 * Compartments, interned, with the digest of every version in them. `removals` is raised by a trigger whenever a resource's entries are taken
 * out of one; with `versions` it tells whether anything in a compartment has changed since, whichever release wrote it.
 */
export const compartment = sqliteTable(
  'compartment',
  {
    key: integer().primaryKey(),
    name: text().notNull(),
    versions: integer().notNull().default(0),
    sum: text().notNull().default('00000000000000000000000000000000'),
    removals: integer().notNull().default(0),
  },
  (table) => [uniqueIndex('compartment_identity').on(table.name)],
);

/** Digest of every version, in 256 buckets. */
export const bucket = sqliteTable('bucket', {
  name: text().primaryKey(),
  versions: integer().notNull(),
  sum: text().notNull(),
});

/** How much there is of each type, so that an unconditional total costs nothing. */
export const typeCount = sqliteTable('type_count', {
  type: text().primaryKey(),
  versions: integer().notNull(),
  live: integer().notNull(),
});

/** One row per resource that is stored, was stored, or is merely referred to (then `current` is null and `version` 0). */
export const resource = sqliteTable(
  'resource',
  {
    key: integer().primaryKey(),
    type: text().notNull(),
    id: text().notNull(),
    current: integer(),
    version: integer().notNull(),
    lastUpdated: integer('last_updated').notNull(),
    live: integer().notNull(),
    generation: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('resource_identity').on(table.type, table.id),
    index('resource_time').on(table.type, table.lastUpdated).where(sql`live = 1`),
  ],
);

/** Every version, in commit order; the only place that holds text. Rows are never updated or deleted. */
export const version = sqliteTable(
  'version',
  {
    sequence: integer().primaryKey(),
    resource: integer().notNull(),
    type: text().notNull(),
    version: integer().notNull(),
    lastUpdated: integer('last_updated').notNull(),
    deleted: integer().notNull(),
    compartments: text().notNull(),
    text: text().notNull(),
  },
  (table) => [
    uniqueIndex('version_of_resource').on(table.resource, table.version),
    index('version_type').on(table.type),
    index('version_time').on(table.lastUpdated),
  ],
);

const entry = {
  resource: integer().notNull(),
  parameter: integer().notNull(),
  n: integer().notNull(),
  element: integer().notNull(),
};

export const tokenEntry = sqliteTable(
  'token_entry',
  { ...entry, system: integer().notNull(), code: text().notNull(), text: text() },
  (table) => [
    primaryKey({ columns: [table.resource, table.parameter, table.n] }),
    index('token_value').on(table.parameter, table.code, table.system),
  ],
);

export const stringEntry = sqliteTable(
  'string_entry',
  { ...entry, value: text().notNull(), exact: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.resource, table.parameter, table.n] }),
    index('string_value').on(table.parameter, table.value),
    index('string_exact').on(table.parameter, table.exact),
  ],
);

export const dateEntry = sqliteTable(
  'date_entry',
  { ...entry, low: integer().notNull(), high: integer().notNull() },
  (table) => [
    primaryKey({ columns: [table.resource, table.parameter, table.n] }),
    index('date_low').on(table.parameter, table.low, table.high),
    index('date_high').on(table.parameter, table.high, table.low),
  ],
);

/** Nearly all are points, which `number_low` finds from either end; the other index holds the few that are not. */
export const numberEntry = sqliteTable(
  'number_entry',
  { ...entry, low: real().notNull(), high: real().notNull() },
  (table) => [
    primaryKey({ columns: [table.resource, table.parameter, table.n] }),
    index('number_low').on(table.parameter, table.low, table.high),
    index('number_stretch').on(table.parameter, table.high, table.low).where(sql`low <> high`),
  ],
);

/** As with numbers, nearly all are points. */
export const quantityEntry = sqliteTable(
  'quantity_entry',
  {
    ...entry,
    low: real().notNull(),
    high: real().notNull(),
    system: integer().notNull(),
    code: text().notNull(),
    unit: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.resource, table.parameter, table.n] }),
    index('quantity_low').on(table.parameter, table.low, table.high),
    index('quantity_stretch').on(table.parameter, table.high, table.low).where(sql`low <> high`),
  ],
);

/** `target` is a resource's key for a local reference; any other has `url`. */
export const referenceEntry = sqliteTable(
  'reference_entry',
  { ...entry, target: integer(), url: text().notNull() },
  (table) => [
    primaryKey({ columns: [table.resource, table.parameter, table.n] }),
    index('reference_target').on(table.target, table.parameter).where(sql`target IS NOT NULL`),
    index('reference_url').on(table.parameter, table.url).where(sql`target IS NULL`),
  ],
);

export const uriEntry = sqliteTable('uri_entry', { ...entry, value: text().notNull() }, (table) => [
  primaryKey({ columns: [table.resource, table.parameter, table.n] }),
  index('uri_value').on(table.parameter, table.value),
]);

/**
 * Passages of text. Their words are in the full-text table `text_index` (FTS5 without content, which Drizzle does not know), in the
 * row of the same number.
 */
export const textEntry = sqliteTable(
  'text_entry',
  { key: integer().primaryKey(), resource: integer().notNull(), parameter: integer().notNull() },
  (table) => [index('text_resource').on(table.resource, table.parameter)],
);

/** Live resources of a compartment, by type. */
export const compartmentMember = sqliteTable(
  'compartment_member',
  { compartment: integer().notNull(), type: text().notNull(), resource: integer().notNull() },
  (table) => [primaryKey({ columns: [table.compartment, table.type, table.resource] })],
);

/** Tokens again, by compartment: one patient's results of one kind are one range. */
export const compartmentToken = sqliteTable(
  'compartment_token',
  {
    compartment: integer().notNull(),
    parameter: integer().notNull(),
    code: text().notNull(),
    system: integer().notNull(),
    resource: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.compartment, table.parameter, table.code, table.system, table.resource] })],
);

/** Ends of dates again, by compartment: one patient's newest are the end of one range. */
export const compartmentDate = sqliteTable(
  'compartment_date',
  {
    compartment: integer().notNull(),
    parameter: integer().notNull(),
    high: integer().notNull(),
    resource: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.compartment, table.parameter, table.high, table.resource] })],
);

/** Reference parameters that have pointed outside the resource's own compartments, by type pointed at. */
export const referenceStray = sqliteTable(
  'reference_stray',
  { parameter: integer().notNull(), type: text().notNull() },
  (table) => [primaryKey({ columns: [table.parameter, table.type] })],
);
