import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStatementCache } from './statement-cache.ts';

let database: Database.Database;
let prepared: string[];
let statement: (text: string) => Database.Statement;

beforeEach(() => {
  database = new Database(':memory:');
  const prepare = database.prepare.bind(database);
  prepared = [];
  database.prepare = ((text: string) => {
    prepared.push(text);
    return prepare(text);
  }) as typeof database.prepare;
  statement = createStatementCache(database);
});
afterEach(() => database.close());

const select = (number: number, length = 20) => `SELECT ${number} -- `.padEnd(length, '-');

/** Of these texts, those that need not be prepared again. */
function kept(texts: readonly string[]): readonly string[] {
  // From the newest on, so that none is forgotten for the sake of one that was forgotten before.
  return texts.toReversed().filter((text) => {
    const before = prepared.length;
    statement(text);
    return prepared.length === before;
  });
}

test('a statement is prepared once, and works', () => {
  expect(statement(select(7)).pluck().get()).toBe(7);
  expect(statement(select(7)).pluck().get()).toBe(7);
  expect(prepared).toHaveLength(1);
});

test('of many short ones the five hundred used last are kept', () => {
  const texts = Array.from({ length: 600 }, (_, number) => select(number));
  for (const text of texts) statement(text);
  expect(kept(texts.slice(100))).toHaveLength(500);
});

test('long ones are kept for as many characters as there may be, and the short one that is used beside them too', () => {
  const texts = Array.from({ length: 500 }, (_, number) => select(number, 50_000 + number));
  for (const text of texts) {
    statement(text);
    statement(select(0));
  }
  expect(prepared.filter((text) => text === select(0))).toHaveLength(1);
  const characters = kept(texts.slice(-40)).reduce((sum, text) => sum + text.length, 0);
  expect(characters).toBeGreaterThan(1_900_000);
  expect(characters).toBeLessThanOrEqual(2_000_000);
});

test('one of hundreds of conditions is never kept, forgets nothing, and works', () => {
  statement(select(1));
  for (let number = 0; number < 500; number += 1) {
    expect(statement(select(number, 100_000)).pluck().get()).toBe(number);
  }
  statement(select(1));
  expect(prepared).toHaveLength(501);
  statement(select(3, 100_000));
  expect(prepared).toHaveLength(502);
});
