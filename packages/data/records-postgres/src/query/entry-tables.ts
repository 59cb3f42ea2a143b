import type { EntryPredicate, IndexEntryKind } from '@baseplate-epr/contracts';
import { raw, type Sql } from './sql.ts';

/** Where entries of a kind are, and what they sort by. */
export interface EntryTable {
  readonly table: Sql;
  readonly ascending: Sql;
  readonly descending: Sql;
  /** PostgreSQL's type of what they sort by. */
  readonly sorts: 'text' | 'bigint' | 'double precision';
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

function sorted(kind: string, column: string): EntryTable {
  const by = raw(column);
  return { table: raw(`${kind}_entry`), ascending: by, descending: by, sorts: 'text', walkable: true };
}

/** Of stretches, ascending order looks at the least low end, descending order at the greatest high end. */
function ranged(kind: string, sorts: EntryTable['sorts']): EntryTable {
  return { table: raw(`${kind}_entry`), ascending: raw('low'), descending: raw('high'), sorts, walkable: true };
}
