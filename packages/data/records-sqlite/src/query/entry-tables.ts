import type { EntryPredicate, IndexEntryKind } from '@baseplate-epr/contracts';
import { raw, type Sql, sql } from './sql.ts';

interface SortedColumn {
  readonly column: string;
  /** Absent where no index has all entries in this order. */
  readonly index?: string;
}

/** Which table and columns hold entries of a kind. */
export interface EntryTable {
  readonly table: string;
  /** Column and index by which the kind sorts; references sort by what they join, so have none. */
  readonly ascending?: SortedColumn;
  readonly descending?: SortedColumn;
}

/** Where entries are, by kind. */
export const entryTables: Readonly<Record<IndexEntryKind, EntryTable>> = {
  token: sorted('token', 'code', 'token_value'),
  string: sorted('string', 'value', 'string_value'),
  uri: sorted('uri', 'value', 'uri_value'),
  date: ranged('date', 'date_high'),
  number: ranged('number'),
  quantity: ranged('quantity'),
  reference: { table: 'reference_entry' },
};

/** The kind of entries a predicate is about. */
export function entryKindOf(predicate: EntryPredicate): IndexEntryKind {
  return predicate.kind === 'range' ? predicate.entry : predicate.kind;
}

/** That an entry has a say in the order: the end of a text, from a later word on, is there to be found only. */
export function sorts(kind: IndexEntryKind, alias: Sql): Sql {
  return kind === 'string' ? sql`${alias}.exact <> ''` : raw('1');
}

function sorted(kind: string, column: string, index: string): EntryTable {
  return { table: `${kind}_entry`, ascending: { column, index }, descending: { column, index } };
}

/** Of stretches, ascending order looks at the least low end, descending order at the greatest high end. */
function ranged(kind: string, highIndex?: string): EntryTable {
  return {
    table: `${kind}_entry`,
    ascending: { column: 'low', index: `${kind}_low` },
    descending: { column: 'high', ...(highIndex === undefined ? {} : { index: highIndex }) },
  };
}
