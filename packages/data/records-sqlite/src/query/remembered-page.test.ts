import type { Predicate, Query, RecordStore } from '@baseplate-epr/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { storesOnOneFile } from '../__fixtures__/stores-on-one-file.ts';
import { creation, observationOf } from '../__fixtures__/versions.ts';
import type { Connection } from '../connection/connection.ts';
import { connect, openDatabase } from '../connection/open-connection.ts';
import { resolveOptions } from '../resolve-options.ts';
import { createCompiler } from './compiler.ts';
import { findPage } from './find-page.ts';
import { createMatching } from './matching.ts';
import { rememberedPage } from './remembered-page.ts';

let close: () => Promise<void>;
let store: RecordStore;
let connection: Connection;

beforeEach(async () => {
  const opened = await storesOnOneFile();
  ({ store, close } = opened);
  const times = [1, 2, 3, 4, 5];
  await store.load({ versions: times.map((time) => observationOf('p', `o${time}`, 'c', time * 1000)) });
  connection = connect(openDatabase(resolveOptions({ file: opened.file }), true));
});
afterEach(async () => {
  connection.database.close();
  await close();
});

const ofPatient: Predicate = { kind: 'compartment', type: 'Patient', ids: ['p'] };
const referring: Predicate = { kind: 'reference', parameter: 'patient', type: 'Patient', id: 'p' };
const sort = [{ parameter: 'date', entry: 'date', direction: 'descending' }] as const;
const questions: readonly [string, Query][] = [
  ['a compartment', { types: [], where: ofPatient, count: 20 }],
  ['a reference', { types: ['Observation'], where: referring, sort, count: 2 }],
  [
    'a reference by id alone',
    { types: ['Observation'], where: { kind: 'reference', parameter: 'patient', id: 'p' }, count: 20 },
  ],
  ['a rule', { types: ['Observation'], access: { byType: {}, otherwise: ofPatient }, count: 20 }],
];

/** What was asked of the database for the page. */
function asked(query: Query): { readonly found: readonly string[]; readonly compiled: boolean } {
  return connection.snapshot(() => {
    let compiled = false;
    const matching = () => {
      compiled = true;
      return createMatching(createCompiler(connection, query.access), query);
    };
    const { sort: order = [], count } = query;
    const request = { sort: order, after: undefined, limit: count + 1, candidateLimit: 1000 };
    const { rows } = rememberedPage(connection, query, { matching, find: () => findPage(matching(), request) });
    return { found: rows.map(({ id }) => id), compiled };
  });
}

test.each(questions)('a page that is remembered is neither compiled nor found again: %s', async (_, query) => {
  const [first, second, third] = [asked(query), asked(query), asked(structuredClone(query))];
  expect([first.compiled, second.compiled, third.compiled]).toEqual([true, true, false]);
  expect(third.found).toEqual(first.found);
  // What another patient's chart gets is no reason to forget this one's.
  await store.load({ versions: [observationOf('q', 'other', 'c', 1)] });
  expect(asked(query).compiled).toBe(false);
  await store.load({ versions: [observationOf('p', 'o6', 'c', 6000)] });
  const after = asked(query);
  expect(after.compiled).toBe(true);
  expect(after.found).toContain('o6');
});

test.each(questions)(
  'who asks with a limit of their own is refused by it, whatever is remembered: %s',
  async (_, query) => {
    for (let again = 0; again < 3; again += 1) await store.search(query);
    await expect(store.search({ ...query, candidateLimit: 1 })).rejects.toMatchObject({ code: 'query-too-costly' });
  },
);

test('what refers to the patient first of its type is found although it lies elsewhere', async () => {
  const query: Query = { types: [], where: referring, count: 20 };
  for (let again = 0; again < 3; again += 1) asked(query);
  expect(asked(query).compiled).toBe(false);
  const entries = [{ kind: 'reference', parameter: 'patient', type: 'Patient', id: 'p', url: '' }] as const;
  await store.commit({ epoch: 0, writes: [creation({ type: 'Group', id: 'g', entries })] });
  expect(asked(query).found).toContain('g');
});
