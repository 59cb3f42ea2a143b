import type { IndexEntry } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';
import type { Names } from '../names/names.ts';
import { createMemberEntries } from './member-entries.ts';
import type { Resources } from './resources.ts';
import { createRows } from './rows.ts';

/** Where a resource's entries go. */
export interface EntryTarget {
  readonly resource: number;
  readonly type: string;
  /** Numbers and names of the compartments the resource lies in now. */
  readonly compartments: readonly number[];
  readonly compartmentNames: readonly string[];
}

/** Writes and removes the index entries of a resource's current version. */
export interface EntryWriter {
  /** Gathers the entries of a resource that has none: many rows are inserted sooner together. */
  insert(target: EntryTarget, entries: readonly IndexEntry[]): void;
  /** Removes every entry, which were written with these compartments. */
  remove(resource: number, type: string, compartments: readonly number[]): void;
  /** Inserts what was gathered; before anybody asks for it. */
  flush(): void;
  /** Drops what was gathered. */
  forget(): void;
}

const tables = [
  'token_entry',
  'string_entry',
  'date_entry',
  'number_entry',
  'quantity_entry',
  'reference_entry',
  'uri_entry',
  'text_entry',
];

/** Makes the entry writer of a writing connection. Hot path: raw prepared statements, one per table and number of rows. */
export function createEntryWriter(database: Database.Database, names: Names, resources: Resources): EntryWriter {
  const token = createRows(database, 'token_entry', 7);
  const string = createRows(database, 'string_entry', 6);
  const date = createRows(database, 'date_entry', 6);
  const number = createRows(database, 'number_entry', 6);
  const quantity = createRows(database, 'quantity_entry', 9);
  const reference = createRows(database, 'reference_entry', 6);
  const uri = createRows(database, 'uri_entry', 5);
  const passage = database.prepare('INSERT INTO text_entry (resource, parameter) VALUES (?, ?)');
  const words = database.prepare('INSERT INTO text_index (rowid, words) VALUES (?, ?)');
  const passagesOf = database.prepare<[number], number>('SELECT key FROM text_entry WHERE resource = ?').pluck();
  const removeWords = database.prepare('DELETE FROM text_index WHERE rowid = ?');
  const member = createRows(database, 'compartment_member', 3);
  const memberTokens = createMemberEntries(
    database,
    'INSERT OR IGNORE INTO compartment_token',
    'parameter, code, system, resource FROM token_entry',
  );
  const memberDates = createMemberEntries(
    database,
    'INSERT OR IGNORE INTO compartment_date',
    'parameter, high, resource FROM date_entry',
  );
  const stray = database.prepare('INSERT OR IGNORE INTO reference_stray VALUES (?, ?)');
  const tablesOfRows = [member, token, string, date, number, quantity, reference, uri];
  const gathered = new Set<number>();
  const removals = tables.map((table) => database.prepare(`DELETE FROM ${table} WHERE resource = ?`));
  const removeMember = database.prepare(
    'DELETE FROM compartment_member WHERE compartment = ? AND type = ? AND resource = ?',
  );
  const tokensOf = database.prepare<[number], { parameter: number; code: string; system: number }>(
    'SELECT parameter, code, system FROM token_entry WHERE resource = ?',
  );
  const datesOf = database.prepare<[number], { parameter: number; high: number }>(
    'SELECT parameter, high FROM date_entry WHERE resource = ?',
  );
  const removeToken = database.prepare(
    'DELETE FROM compartment_token WHERE compartment = ? AND parameter = ? AND code = ? AND system = ? AND resource = ?',
  );
  const removeDate = database.prepare(
    'DELETE FROM compartment_date WHERE compartment = ? AND parameter = ? AND high = ? AND resource = ?',
  );

  const gather = ({ resource, type, compartmentNames }: EntryTarget, entry: IndexEntry, n: number) => {
    const parameter = names.ensureParameter(type, entry.parameter);
    const element = entry.element ?? 0;
    switch (entry.kind) {
      case 'token': {
        const system = names.ensureSystem(entry.system);
        token.add(resource, parameter, n, element, system, entry.code, entry.text ?? null);
        return;
      }
      case 'string':
        string.add(resource, parameter, n, element, entry.value, entry.exact);
        return;
      case 'date':
        date.add(resource, parameter, n, element, entry.low, entry.high);
        return;
      case 'number':
        number.add(resource, parameter, n, element, entry.low, entry.high);
        return;
      case 'quantity':
        quantity.add(
          resource,
          parameter,
          n,
          element,
          entry.low,
          entry.high,
          names.ensureSystem(entry.system),
          entry.code,
          entry.unit,
        );
        return;
      case 'reference': {
        const local = entry.type !== '' && entry.id !== '';
        reference.add(
          resource,
          parameter,
          n,
          element,
          local ? resources.ensure(entry.type, entry.id) : null,
          entry.url,
        );
        if (local && !compartmentNames.includes(`${entry.type}/${entry.id}`)) stray.run(parameter, entry.type);
        return;
      }
      case 'uri':
        uri.add(resource, parameter, n, element, entry.value);
        return;
      case 'text':
        words.run(passage.run(resource, parameter).lastInsertRowid, entry.words);
    }
  };

  const flush = () => {
    if (gathered.size === 0) return;
    gathered.clear();
    for (const rows of tablesOfRows) rows.insert();
    // They are copied from what was inserted just now.
    memberTokens.insert();
    memberDates.insert();
  };

  return {
    flush,
    forget() {
      gathered.clear();
      for (const rows of [...tablesOfRows, memberTokens, memberDates]) rows.forget();
    },
    insert(target, entries) {
      const { compartments, type, resource } = target;
      gathered.add(resource);
      for (const [n, entry] of entries.entries()) gather(target, entry, n);
      const kinds = new Set(entries.map(({ kind }) => kind));
      for (const key of compartments) {
        member.add(key, type, resource);
        if (kinds.has('token')) memberTokens.add(key, resource);
        if (kinds.has('date')) memberDates.add(key, resource);
      }
    },
    remove(resource, type, compartments) {
      if (gathered.has(resource)) flush();
      const tokens = compartments.length === 0 ? [] : tokensOf.all(resource);
      const dates = compartments.length === 0 ? [] : datesOf.all(resource);
      for (const key of compartments) {
        removeMember.run(key, type, resource);
        for (const { parameter, code, system } of tokens) removeToken.run(key, parameter, code, system, resource);
        for (const { parameter, high } of dates) removeDate.run(key, parameter, high, resource);
      }
      for (const key of passagesOf.all(resource)) removeWords.run(key);
      for (const removal of removals) removal.run(resource);
    },
  };
}
