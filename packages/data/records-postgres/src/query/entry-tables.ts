import type { EntryPredicate, IndexEntryKind } from '@baseplate-epr/contracts';
import { always, raw, type Sql, sql } from './sql.ts';

/** Where entries of a kind are, and what they sort by. */
export interface EntryTable {
  readonly table: Sql;
  readonly ascending: Sql;
  readonly descending: Sql;
  /** PostgreSQL's type of what they sort by. */
  readonly sortType: 'text' | 'bigint' | 'double precision';
  /** Whether an index has them in the order of the sort. */
  readonly walkable: boolean;
}

/** Entries, by kind. The columns stand without the alias of their table. */
export const entryTables: Readonly<Record<IndexEntryKind, EntryTable>> = {
  token: sorted('token', 'code'),
  string: sorted('string', 'value'),
  uri: sorted('uri', 'value'),
  date: ranged('date', 'bigint'),
  number: ranged('number', 'double precision'),
  quantity: ranged('quantity', 'double precision'),
  reference: { ...sorted('reference', 'url'), walkable: false },
};

/** The kind of entries a predicate is about. */
export function entryKindOf(predicate: EntryPredicate): IndexEntryKind {
  return predicate.kind === 'range' ? predicate.entry : predicate.kind;
}

/** That an entry has a say in the order: the end of a text, from a later word on, is there to be found only. */
export function sorts(kind: IndexEntryKind, alias: Sql): Sql {
  return kind === 'string' ? sql`${alias}.exact <> ''` : always;
}

function sorted(kind: string, column: string): EntryTable {
  const by = raw(column);
  return { table: raw(`${kind}_entry`), ascending: by, descending: by, sortType: 'text', walkable: true };
}

/** Of stretches, ascending order looks at the least low end, descending order at the greatest high end. */
function ranged(kind: string, sortType: EntryTable['sortType']): EntryTable {
  return { table: raw(`${kind}_entry`), ascending: raw('low'), descending: raw('high'), sortType, walkable: true };
}
