import type { IndexEntry } from '@baseplate-epr/contracts';
import { bounded } from '../keys/bounded.ts';
import { keyOf, parameterKey, systemKey } from '../keys/keys.ts';
import { lexemesOf } from '../keys/words.ts';
import { raw, type Sql, sql } from '../query/sql.ts';
import { type Columns, createRowSet, type RowSet } from './row-set.ts';

/** Index entries to write, of many resources. */
export interface EntryRows {
  add(home: string, resource: string, type: string, entries: readonly IndexEntry[]): void;
  /** Statements that write them, and the names of parameters that are not known. */
  statements(isKnown: (name: string) => boolean): readonly Sql[];
  /** Names of the parameters that were used, as {@link statements} takes them. */
  names(): Iterable<string>;
}

const place = { home: 'uuid', resource: 'uuid', parameter: 'bigint', n: 'int', element: 'int' };

/** Tables of entries by kind, with their columns. */
export const entryColumns: Readonly<Record<IndexEntry['kind'], Columns>> = {
  token: { ...place, system: 'bigint', code: 'text', text: 'text' },
  string: { ...place, value: 'text', exact: 'text' },
  date: { ...place, low: 'bigint', high: 'bigint' },
  number: { ...place, low: 'double precision', high: 'double precision' },
  quantity: {
    ...place,
    low: 'double precision',
    high: 'double precision',
    system: 'bigint',
    code: 'text',
    unit: 'text',
  },
  reference: { ...place, at_home: 'boolean', target_type: 'text', target_id: 'text', url: 'text' },
  uri: { ...place, value: 'text' },
  text: { ...place, words: 'text', lexemes: 'text' },
};

/** The kinds of entries. */
export const entryKinds = Object.keys(entryColumns) as readonly IndexEntry['kind'][];

/** Makes an empty set of entries. */
export function createEntryRows(): EntryRows {
  const sets = new Map<IndexEntry['kind'], RowSet>();
  const used = new Map<string, readonly [key: string, kind: string, type: string, name: string]>();
  const setOf = (kind: IndexEntry['kind']) => {
    const set = sets.get(kind) ?? createRowSet(entryColumns[kind]);
    sets.set(kind, set);
    return set;
  };
  return {
    add(home, resource, type, entries) {
      for (const [n, entry] of entries.entries()) {
        const key = parameterKey(type, entry.parameter);
        used.set(`${entry.kind} ${key}`, [key, entry.kind, type, entry.parameter]);
        setOf(entry.kind).add(home, resource, key, n, entry.element ?? 0, ...valuesOf(entry, home));
      }
    },
    names: () => used.keys(),
    statements(isKnown) {
      const fresh = createRowSet({ key: 'bigint', kind: 'text', type: 'text', name: 'text' });
      for (const [name, row] of used) if (!isKnown(name)) fresh.add(...row);
      return [
        ...fresh
          .parts('f')
          .map(
            (rows) => sql`INSERT INTO parameter (key, kind, type, name) SELECT * FROM ${rows} ON CONFLICT DO NOTHING`,
          ),
        ...[...sets].flatMap(([kind, set]) => set.parts('f').map((rows) => insert(kind, rows))),
      ];
    },
  };
}

function insert(kind: IndexEntry['kind'], rows: Sql): Sql {
  const names = Object.keys(entryColumns[kind]).map((name) => (name === 'lexemes' ? lexemes : `f.${name}`));
  const into = Object.keys(entryColumns[kind]).join(', ');
  return sql`INSERT INTO ${raw(`${kind}_entry (${into}) SELECT ${names.join(', ')}`)} FROM ${rows}`;
}

/** Left out where they are the words themselves. */
const lexemes = "array_to_tsvector(string_to_array(coalesce(f.lexemes, f.words), ' '))";

function valuesOf(entry: IndexEntry, home: string): readonly (string | number | boolean | null)[] {
  switch (entry.kind) {
    case 'token':
      return [systemKey(entry.system), bounded(entry.code), entry.text ?? null];
    case 'string':
      return [bounded(entry.value), bounded(entry.exact)];
    case 'date':
    case 'number':
      return [entry.low, entry.high];
    case 'quantity':
      return [entry.low, entry.high, systemKey(entry.system), bounded(entry.code), bounded(entry.unit)];
    case 'reference': {
      const { type, id, url } = entry;
      return [keyOf(type, id) === home, bounded(type), bounded(id), bounded(url)];
    }
    case 'uri':
      return [bounded(entry.value)];
    case 'text': {
      const cut = lexemesOf(entry.words);
      return [entry.words, cut === entry.words ? null : cut];
    }
  }
}
