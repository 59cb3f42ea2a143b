import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Predicate, Query } from '@baseplate-epr/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testContext } from '../__fixtures__/test-context.ts';
import { observationOf, versionOf } from '../__fixtures__/versions.ts';
import type { Connection } from '../connection/connection.ts';
import { connect, openDatabase } from '../connection/open-connection.ts';
import { createVersionReader } from '../read/read-version.ts';
import { search } from '../read/search.ts';
import { resolveOptions } from '../resolve-options.ts';
import { createSqliteRecordStore } from '../sqlite-record-store.ts';

/*
 * The common searches may not read more than they must, however large the record grows. Two proofs: SQLite's own plan names no
 * scan of a table, and the search succeeds with a budget far below the number of resources.
 */

const patients = 30;
const perPatient = 40;
let folder: string;
let connection: Connection;
const statements: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'records-sqlite-'));
  const options = resolveOptions({ file: join(folder, 'records.db') });
  const store = createSqliteRecordStore({ file: options.file });
  await store.start(testContext);
  for (let patient = 0; patient < patients; patient += 1) {
    const person = versionOf({
      type: 'Patient',
      id: `p${patient}`,
      compartments: [{ type: 'Patient', id: `p${patient}` }],
      entries: [
        { kind: 'token', parameter: 'identifier', system: 'urn:hospital', code: String(patient) },
        { kind: 'string', parameter: 'family', value: `name${patient}`, exact: `Name${patient}` },
        { kind: 'date', parameter: 'birthdate', low: patient * 1000, high: patient * 1000 + 1 },
        { kind: 'text', parameter: 'content', words: `patient number ${patient}` },
      ],
    });
    const results = Array.from({ length: perPatient }, (_, index) =>
      observationOf(`p${patient}`, `o${patient}-${index}`, `code${index % 4}`, index * 1000),
    );
    const writes = [person, ...results].map((version) => ({ version, expect: 'absent' as const }));
    await store.commit({ epoch: 0, writes });
  }
  await store.stop();
  const database = openDatabase(options, true);
  const connected = connect(database);
  connection = {
    ...connected,
    statement: (text) => {
      statements.push(text);
      return connected.statement(text);
    },
  };
});
afterAll(async () => {
  connection.database.close();
  await rm(folder, { recursive: true });
});

const ofPatient: Predicate = { kind: 'reference', parameter: 'patient', type: 'Patient', id: 'p7' };
const withCode: Predicate = { kind: 'token', parameter: 'code', system: 'http://loinc.org', code: 'code1' };
const inCompartment: Predicate = { kind: 'compartment', type: 'Patient', ids: ['p7'] };
const newestFirst: Query['sort'] = [{ parameter: 'date', entry: 'date', direction: 'descending' }];

const common: readonly { name: string; budget: number; found: number; query: Omit<Query, 'count'> }[] = [
  {
    name: 'chart: a patient’s results of one code, newest first',
    budget: 10,
    found: 10,
    query: { types: ['Observation'], where: { kind: 'and', predicates: [ofPatient, withCode] }, sort: newestFirst },
  },
  {
    name: 'chart by compartment',
    budget: 10,
    found: 10,
    query: { types: ['Observation'], where: { kind: 'and', predicates: [inCompartment, withCode] }, sort: newestFirst },
  },
  {
    name: 'chart by access rule alone',
    budget: 10,
    found: 10,
    query: {
      types: ['Observation'],
      where: withCode,
      sort: newestFirst,
      access: { byType: { Observation: inCompartment }, otherwise: { kind: 'none' } },
    },
  },
  {
    name: 'identifier',
    budget: 1,
    found: 1,
    query: { types: ['Patient'], where: { kind: 'token', parameter: 'identifier', system: 'urn:hospital', code: '7' } },
  },
  {
    name: 'beginning of a name',
    budget: 11,
    found: 11,
    query: { types: ['Patient'], where: { kind: 'string', parameter: 'family', match: 'starts', value: 'name2' } },
  },
  { name: '_id', budget: 2, found: 2, query: { types: ['Patient'], where: { kind: 'id', ids: ['p3', 'p4'] } } },
  {
    name: 'date of birth',
    budget: 1,
    found: 1,
    query: {
      types: ['Patient'],
      where: {
        kind: 'range',
        entry: 'date',
        parameter: 'birthdate',
        bounds: [
          { end: 'low', operator: '>=', value: 7000 },
          { end: 'high', operator: '<=', value: 7500 },
        ],
      },
    },
  },
  {
    name: 'chain to an identifier',
    budget: 41,
    found: 21,
    query: {
      types: ['Observation'],
      where: {
        kind: 'chained',
        parameter: 'patient',
        types: ['Patient'],
        where: { kind: 'token', parameter: 'identifier', system: 'urn:hospital', code: '7' },
      },
      sort: newestFirst,
    },
  },
  { name: 'the newest of everybody', budget: 200, found: 21, query: { types: ['Observation'], sort: newestFirst } },
];

test.each(common)('$name: seeks, never scans', ({ query, budget, found }) => {
  statements.length = 0;
  const answer = search(
    connection,
    createVersionReader(connection),
    { ...query, count: 21, candidateLimit: budget },
    1,
  );
  expect(answer.matches.length).toBe(found);
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) {
    const plan = connection.database.prepare(`EXPLAIN QUERY PLAN ${statement}`);
    const values = statement
      .split('?')
      .slice(1)
      .map(() => 'x');
    const steps = plan.all(...values) as { detail: string }[];
    // A scan of `c` reads the candidates that were found, `j` a list that was given.
    const scans = steps.filter(({ detail }) => /^SCAN (?!c\b|j\b|json_each|\(subquery)/.test(detail));
    expect(scans, statement).toEqual([]);
  }
});

test.each([
  ['the beginning of a word', { words: ['pat'], prefix: true }],
  ['a phrase', { words: ['patient', 'number'] }],
])('%s beside another condition is looked up once, not for each candidate', (_, looked) => {
  statements.length = 0;
  const ids = Array.from({ length: 20 }, (_one, index) => `p${index}`);
  const text: Predicate = { kind: 'text', parameter: 'content', ...looked };
  const where: Predicate = {
    kind: 'and',
    predicates: [
      { kind: 'id', ids },
      { kind: 'not', predicate: text },
    ],
  };
  const ask = (candidateLimit: number) =>
    search(connection, createVersionReader(connection), { types: ['Patient'], where, count: 21, candidateLimit }, 1);
  expect(ask(200).matches).toEqual([]);
  const lookups = statements.filter((one) => one.includes('text_index') && one.includes('EXISTS'));
  expect(lookups.length).toBeGreaterThan(0);
  for (const statement of lookups) {
    const plan = connection.database.prepare(`EXPLAIN QUERY PLAN ${statement}`);
    const values = statement.split('?').slice(1).fill('x');
    const steps = plan.all(...values) as { id: number; parent: number; detail: string }[];
    const scan = steps.find(({ detail }) => /^SCAN words/.test(detail));
    expect(steps.find(({ id }) => id === scan?.parent)?.detail, statement).toMatch(/^LIST SUBQUERY/);
  }
});

test('a search that would cost too much ends as that, and the connection goes on', () => {
  const contains: Query = {
    types: ['Patient'],
    where: { kind: 'string', parameter: 'family', match: 'contains', value: 'nowhere' },
    count: 10,
  };
  const ask = (candidateLimit: number) =>
    search(connection, createVersionReader(connection), { ...contains, candidateLimit }, 1);
  expect(() => ask(patients - 1)).toThrowError(/more than 29 candidates.*Narrow the search/);
  expect(ask(patients).matches).toEqual([]);
});
