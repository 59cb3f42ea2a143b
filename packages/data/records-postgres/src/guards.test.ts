import type { Guard, Predicate, RecordStore } from '@baseplate-epr/contracts';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { versionOf, writeOf } from './__fixtures__/versions.ts';
import type { Ask, Cell } from './connection/ask.ts';
import { plannerSettings } from './connection/planner-settings.ts';
import { createStatements } from './connection/statement.ts';
import { createStore } from './postgres-record-store.ts';
import { createCrowded } from './query/crowded.ts';
import { createGuardTime } from './query/guard-time.ts';
import { failingGuards } from './query/guards.ts';
import { raw } from './query/sql.ts';

const connection = inject('postgresUrl');
const schema = freshSchema();
const statements = createStatements();
let store: RecordStore;
/** A connection that is set up as the one that writes. */
let client: pg.Client;
let ask: Ask;

beforeAll(async () => {
  store = createStore({ connection, schema });
  await store.start(testContext);
  const people = Array.from({ length: 4000 }, (_, number) =>
    versionOf({
      type: 'Patient',
      id: `n${number}`,
      entries: [
        { kind: 'token', parameter: 'identifier', system: 'urn:numbers', code: `number-${number}` },
        { kind: 'token', parameter: 'gender', system: '', code: number % 2 === 0 ? 'female' : 'male' },
        { kind: 'string', parameter: 'name', value: `name ${number}`, exact: `Name ${number}` },
      ],
    }),
  );
  await store.commit({ epoch: 0, writes: people.map((version) => ({ version, expect: 'absent' })) });
  client = new pg.Client({ connectionString: connection, pipeline: true });
  await client.connect();
  await client.query(
    `SET search_path TO "${schema}"; SET jit = off; SET enable_seqscan = off; ${plannerSettings('writing').join('; ')}; ANALYZE`,
  );
  ask = async (piece) => (await client.query<Cell[]>(statements(piece))).rows;
});
afterAll(async () => {
  await client.end();
  await store.stop();
  await dropSchema(connection, schema);
});

const numbered = (number: number): Predicate => ({
  kind: 'token',
  parameter: 'identifier',
  system: 'urn:numbers',
  code: `number-${number}`,
});
const named = (value: string): Predicate => ({ kind: 'string', parameter: 'name', match: 'starts', value });
const female: Predicate = { kind: 'token', parameter: 'gender', code: 'female' };
const guardOf = (where: Predicate, count: number): Guard => ({
  query: { types: ['Patient'], where },
  expect: { count },
});
const settings = () => ({ homeType: 'Patient', candidateLimit: undefined, few: 64, crowded: createCrowded() });

/** The guards that do not hold, and the indexes of resources that were read for it. */
async function asked(guards: readonly Guard[]) {
  const plans: string[] = [];
  const explaining: Ask = async (piece) => {
    if (piece.text.includes('_entry')) {
      const { text, values } = statements(piece);
      const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
      plans.push(JSON.stringify(rows));
    }
    return ask(piece);
  };
  const time = createGuardTime(60_000);
  await client.query('BEGIN');
  try {
    const failures = await time.within(ask, () => failingGuards(explaining, guards, settings(), time));
    return { failures, statements: plans.length, walks: plans.filter((plan) => plan.includes('resource_identity')) };
  } finally {
    await client.query('ROLLBACK');
  }
}

test('a condition is looked up by its own index, and never for one resource of the type after another', async () => {
  const { failures, walks } = await asked([guardOf(numbered(7), 0), guardOf(named('name 399'), 11)]);
  expect(failures).toEqual([{ guard: 0, matched: [{ type: 'Patient', id: 'n7' }] }]);
  expect(walks).toEqual([]);
  const patient: Predicate = { kind: 'reference', parameter: 'link', type: 'Patient', id: 'n3' };
  const both = await asked([guardOf({ kind: 'and', predicates: [patient, female] }, 0)]);
  expect(both).toMatchObject({ failures: [], walks: [] });
});

test('conditions of one shape are one statement', async () => {
  const guards = Array.from({ length: 500 }, (_, number) => guardOf(numbered(3900 + number), 0));
  const { failures, statements: count } = await asked(guards);
  expect(failures.map(({ guard }) => guard)).toEqual(Array.from({ length: 100 }, (_, number) => number));
  expect(count).toBe(2);
});

test('what leads to many is counted exactly', async () => {
  const { failures } = await asked([guardOf(female, 2000), guardOf(female, 1999), guardOf(named('name 1'), 1111)]);
  expect(failures.map(({ guard, matched }) => [guard, matched.length])).toEqual([[1, 100]]);
});

test('a condition that takes too long is refused, and the transaction goes on as it was', async () => {
  const before = await client.query('SHOW ALL');
  const time = createGuardTime(20);
  await client.query('BEGIN');
  const slow = time.within(ask, () => time.ask(ask, raw('SELECT pg_sleep(30)'), 'much'));
  await expect(slow).rejects.toMatchObject({ code: 'query-too-costly' });
  await time.undone();
  expect(time.isUp).toBe(true);
  await expect(time.within(ask, () => time.ask(ask, raw('SELECT 1'), 'little'))).rejects.toMatchObject({
    code: 'query-too-costly',
    message: expect.stringMatching(/all of them together, than half.*Nothing of it was written.*Narrow/),
  });
  expect((await client.query('SHOW ALL')).rows).toEqual(before.rows);
  expect((await client.query('COMMIT')).command).toBe('COMMIT');
});

test('what cannot be asked beside others is asked alone, and nobody hears of the difference', async () => {
  const alone = createStore({ connection, schema }, { guardShare: 0 });
  await alone.start(testContext);
  const create = (id: string) =>
    alone.commit({
      epoch: 0,
      writes: [
        writeOf({ type: 'Patient', id, entries: [{ kind: 'string', parameter: 'name', value: 'only', exact: '' }] }),
      ],
      guards: [guardOf(named('only'), 0)],
    });
  const plain = alone.commit({ epoch: 0, writes: [writeOf({ type: 'Patient', id: 'plain' })] });
  const outcomes = await Promise.all([create('one'), create('two'), create('three')]);
  expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['committed', 'guard-failed', 'guard-failed']);
  expect(await plain).toEqual({ outcome: 'committed' });
  await alone.stop();
});
