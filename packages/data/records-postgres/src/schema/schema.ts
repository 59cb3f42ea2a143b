import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  sql,
  uniqueIndex,
  uuid,
} from '../drizzle.ts';

/*
 * The tables of the record. drizzle-kit makes the first draft of a migration from this file. README.md explains the layout, and
 * docs/decisions/0033 why nearly every key begins with `home`.
 */

/** Text that compares bytewise, whatever the database's own collation. */
const bytewise = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });
const words = customType<{ data: string }>({ dataType: () => 'tsvector' });
const whole = (name?: string) => (name === undefined ? bigint({ mode: 'number' }) : bigint(name, { mode: 'number' }));
/** Keys computed from names: 64 bits, more than JavaScript counts to. */
const computed = () => bigint({ mode: 'bigint' });

/** Facts about the store itself: the fence, the least generation. */
export const storeFact = pgTable('store_fact', { name: bytewise().primaryKey(), value: bytewise().notNull() });

/** Names of search parameters that have been used, by the kind of their entries. */
export const parameter = pgTable(
  'parameter',
  { key: computed().notNull(), kind: bytewise().notNull(), type: bytewise().notNull(), name: bytewise().notNull() },
  (table) => [
    primaryKey({ columns: [table.type, table.kind, table.key] }),
    index('parameter_name').on(table.name, table.key),
  ],
);

/** Digest of every version, in 256 buckets. */
export const bucket = pgTable('bucket', {
  name: bytewise().primaryKey(),
  versions: whole().notNull(),
  sum: numeric().notNull(),
});

/** Digest of every version, by compartment. */
export const compartment = pgTable('compartment', {
  name: bytewise().primaryKey(),
  versions: whole().notNull(),
  sum: numeric().notNull(),
});

/** How much there is of each type, so that an unconditional total costs nothing. */
export const typeCount = pgTable('type_count', {
  type: bytewise().primaryKey(),
  versions: whole().notNull(),
  live: whole().notNull(),
});

/** One row per resource that is stored, or was and is deleted. */
export const resource = pgTable(
  'resource',
  {
    home: uuid().notNull(),
    key: uuid().notNull(),
    version: whole().notNull(),
    lastUpdated: whole('last_updated').notNull(),
    generation: whole().notNull(),
    live: boolean().notNull(),
    type: bytewise().notNull(),
    id: bytewise().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.home, table.key] }),
    uniqueIndex('resource_identity').on(table.type, table.id),
    index('resource_time').on(table.type, table.lastUpdated, table.id).where(sql`live`),
  ],
);

/** Every version, in the order of commits; the only place of text. Rows are never updated or deleted. */
export const version = pgTable(
  'version',
  {
    home: uuid().notNull(),
    resource: uuid().notNull(),
    version: whole().notNull(),
    position: whole().notNull(),
    lastUpdated: whole('last_updated').notNull(),
    hash: uuid().notNull(),
    deleted: boolean().notNull(),
    type: bytewise().notNull(),
    id: bytewise().notNull(),
    compartments: bytewise().notNull(),
    text: bytewise().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.home, table.resource, table.version] }),
    index('version_position').on(table.position),
    index('version_type').on(table.type, table.position),
    index('version_time').on(table.lastUpdated),
  ],
);

/**
 * A column as only those statements write it that want this index. Statistics cannot tell PostgreSQL how few of a patient's entries have a
 * code: codes, identifiers and flags share a table. Left to choose, it went through the entries of all patients.
 */
const hinted = (column: AnyPgColumn) => sql`(${column} + 0)`;

const entry = {
  home: uuid().notNull(),
  resource: uuid().notNull(),
  parameter: computed().notNull(),
  n: integer().notNull(),
  element: integer().notNull(),
};

export const tokenEntry = pgTable(
  'token_entry',
  { ...entry, system: computed().notNull(), code: bytewise().notNull(), text: bytewise() },
  (table) => [
    primaryKey({ columns: [table.home, table.parameter, table.resource, table.n] }),
    index('token_chart').on(table.home, hinted(table.parameter), table.code),
    index('token_value').on(table.parameter, table.code, table.system),
  ],
);

export const stringEntry = pgTable(
  'string_entry',
  { ...entry, value: bytewise().notNull(), exact: bytewise().notNull() },
  (table) => [
    primaryKey({ columns: [table.home, table.parameter, table.resource, table.n] }),
    index('string_value').on(table.parameter, table.value),
    index('string_exact').on(table.parameter, table.exact),
  ],
);

export const dateEntry = pgTable(
  'date_entry',
  { ...entry, low: whole().notNull(), high: whole().notNull() },
  (table) => [
    primaryKey({ columns: [table.home, table.parameter, table.resource, table.n] }),
    index('date_chart').on(table.home, hinted(table.parameter), table.high),
    index('date_low').on(table.parameter, table.low, table.high),
    index('date_high').on(table.parameter, table.high, table.low),
  ],
);

export const numberEntry = pgTable(
  'number_entry',
  { ...entry, low: doublePrecision().notNull(), high: doublePrecision().notNull() },
  (table) => [
    primaryKey({ columns: [table.home, table.parameter, table.resource, table.n] }),
    index('number_low').on(table.parameter, table.low, table.high),
    index('number_high').on(table.parameter, table.high, table.low),
  ],
);

export const quantityEntry = pgTable(
  'quantity_entry',
  {
    ...entry,
    low: doublePrecision().notNull(),
    high: doublePrecision().notNull(),
    system: computed().notNull(),
    code: bytewise().notNull(),
    unit: bytewise().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.home, table.parameter, table.resource, table.n] }),
    index('quantity_low').on(table.parameter, table.low, table.high),
    index('quantity_high').on(table.parameter, table.high, table.low),
  ],
);

/** A local reference has a target; any other has `url`. `atHome`: it points at the resource that its own resource's home is. */
export const referenceEntry = pgTable(
  'reference_entry',
  {
    ...entry,
    atHome: boolean('at_home').notNull(),
    targetType: bytewise('target_type').notNull(),
    targetId: bytewise('target_id').notNull(),
    url: bytewise().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.home, table.parameter, table.resource, table.n] }),
    index('reference_target').on(table.targetId, table.atHome, table.targetType, table.parameter),
    index('reference_url').on(table.parameter, table.url).where(sql`url <> ''`),
  ],
);

export const uriEntry = pgTable('uri_entry', { ...entry, value: bytewise().notNull() }, (table) => [
  primaryKey({ columns: [table.home, table.parameter, table.resource, table.n] }),
  index('uri_value').on(table.parameter, table.value),
]);

/** Passages of text; `lexemes` leads to them, `words` decides. */
export const textEntry = pgTable(
  'text_entry',
  { ...entry, words: bytewise().notNull(), lexemes: words().notNull() },
  (table) => [
    primaryKey({ columns: [table.home, table.parameter, table.resource, table.n] }),
    index('text_lexemes').using('gin', table.lexemes),
  ],
);

/** Live resources of a compartment, by type. */
export const compartmentMember = pgTable(
  'compartment_member',
  { compartment: uuid().notNull(), type: bytewise().notNull(), home: uuid().notNull(), resource: uuid().notNull() },
  (table) => [
    primaryKey({ columns: [table.compartment, table.type, table.home, table.resource] }),
    index('member_elsewhere').on(table.compartment, table.home).where(sql`home <> compartment`),
  ],
);

/** Another random value whenever something that is kept at a home has been written or indexed anew; triggers of `resource` see to it. */
export const homeMark = pgTable('home_mark', { home: uuid().primaryKey(), mark: uuid().notNull() });
