import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { createRows } from './rows.ts';

function emptyTable() {
  const database = new Database(':memory:');
  database.exec('CREATE TABLE item (key INTEGER PRIMARY KEY, name TEXT, place INTEGER NOT NULL)');
  return { database, rows: createRows(database, 'item', 3), all: () => database.prepare('SELECT * FROM item').all() };
}

it('inserts every row once, however many there are', () => {
  for (const count of [0, 1, 2, 16, 17, 32, 63, 64, 65, 100, 200]) {
    const { rows, all } = emptyTable();
    const wanted = Array.from({ length: count }, (_, key) => ({
      key,
      name: key % 2 === 0 ? `${key}` : null,
      place: 2 * key,
    }));
    for (const { key, name, place } of wanted) rows.add(key, name, place);
    expect(all()).toEqual([]);
    rows.insert();
    rows.insert();
    expect(all()).toEqual(wanted);
  }
});

it('throws for a row that the table does not take, and forgets what was gathered', () => {
  const { rows, all, database } = emptyTable();
  for (const key of [1, 2, 2, 3]) rows.add(key, null, 0);
  database.exec('BEGIN');
  expect(() => rows.insert()).toThrow(/UNIQUE/);
  database.exec('ROLLBACK');
  rows.add(7, null, 0);
  rows.forget();
  rows.insert();
  expect(all()).toEqual([]);
});
