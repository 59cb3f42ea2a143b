import type { IndexEntry } from '@baseplate-epr/contracts';
import type Database from 'better-sqlite3';
import type { Names } from '../names/names.ts';
import type { Resources } from './resources.ts';

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
  insert(target: EntryTarget, entries: readonly IndexEntry[]): void;
  /** Removes every entry, which were written with these compartments. */
  remove(resource: number, type: string, compartments: readonly number[]): void;
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

/** Makes the entry writer of a writing connection. Hot path: raw prepared statements, one per table. */
export function createEntryWriter(database: Database.Database, names: Names, resources: Resources): EntryWriter {
  const token = database.prepare('INSERT INTO token_entry VALUES (?, ?, ?, ?, ?, ?, ?)');
  const string = database.prepare('INSERT INTO string_entry VALUES (?, ?, ?, ?, ?, ?)');
  const date = database.prepare('INSERT INTO date_entry VALUES (?, ?, ?, ?, ?, ?)');
  const number = database.prepare('INSERT INTO number_entry VALUES (?, ?, ?, ?, ?, ?)');
  const quantity = database.prepare('INSERT INTO quantity_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const reference = database.prepare('INSERT INTO reference_entry VALUES (?, ?, ?, ?, ?, ?)');
  const uri = database.prepare('INSERT INTO uri_entry VALUES (?, ?, ?, ?, ?)');
  const passage = database.prepare('INSERT INTO text_entry (resource, parameter) VALUES (?, ?)');
  const words = database.prepare('INSERT INTO text_index (rowid, words) VALUES (?, ?)');
  const passagesOf = database.prepare<[number], number>('SELECT key FROM text_entry WHERE resource = ?').pluck();
  const removeWords = database.prepare('DELETE FROM text_index WHERE rowid = ?');
  const member = database.prepare('INSERT INTO compartment_member VALUES (?, ?, ?)');
  const memberToken = database.prepare('INSERT OR IGNORE INTO compartment_token VALUES (?, ?, ?, ?, ?)');
  const memberDate = database.prepare('INSERT OR IGNORE INTO compartment_date VALUES (?, ?, ?, ?)');
  const stray = database.prepare('INSERT OR IGNORE INTO reference_stray VALUES (?, ?)');
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

  const insertOne = ({ resource, type, compartments, compartmentNames }: EntryTarget, entry: IndexEntry, n: number) => {
    const parameter = names.ensureParameter(type, entry.parameter);
    const element = entry.element ?? 0;
    switch (entry.kind) {
      case 'token': {
        const system = names.ensureSystem(entry.system);
        token.run(resource, parameter, n, element, system, entry.code, entry.text ?? null);
        for (const key of compartments) memberToken.run(key, parameter, entry.code, system, resource);
        return;
      }
      case 'string':
        string.run(resource, parameter, n, element, entry.value, entry.exact);
        return;
      case 'date':
        date.run(resource, parameter, n, element, entry.low, entry.high);
        for (const key of compartments) memberDate.run(key, parameter, entry.high, resource);
        return;
      case 'number':
        number.run(resource, parameter, n, element, entry.low, entry.high);
        return;
      case 'quantity':
        quantity.run(
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
        reference.run(
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
        uri.run(resource, parameter, n, element, entry.value);
        return;
      case 'text':
        words.run(passage.run(resource, parameter).lastInsertRowid, entry.words);
    }
  };

  return {
    insert(target, entries) {
      for (const key of target.compartments) member.run(key, target.type, target.resource);
      for (const [n, entry] of entries.entries()) insertOne(target, entry, n);
    },
    remove(resource, type, compartments) {
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
