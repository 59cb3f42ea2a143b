import type { Predicate, Query, RecordStore } from '@baseplate-epr/contracts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dropSchema, freshSchema } from './__fixtures__/store-subject.ts';
import { testContext } from './__fixtures__/test-context.ts';
import { observationOf, versionOf } from './__fixtures__/versions.ts';
import type { Ask } from './connection/ask.ts';
import { manyOf } from './connection/many.ts';
import { plannerSettings } from './connection/planner-settings.ts';
import { createStatements } from './connection/statement.ts';
import { createPostgresRecordStore } from './postgres-record-store.ts';
import { createCompiler } from './query/compiler.ts';
import { fewOf, leadsOf } from './query/find-few.ts';
import { amongLed, amongNext, ledBy } from './query/find-led.ts';
import { createMatching } from './query/matching.ts';
import { matchesOf } from './query/page.ts';
import type { Sql } from './query/sql.ts';
import { markNow, markOfHome, watchOf } from './query/watch.ts';
import { readVersion } from './read/read-version.ts';

const connection = inject('postgresUrl');
const schema = freshSchema();
let store: RecordStore;
let client: pg.Client;

beforeAll(async () => {
  store = createPostgresRecordStore({ connection, schema });
  await store.start(testContext);
  for (let patient = 0; patient < 20; patient += 1) {
    const versions = Array.from({ length: 200 }, (_, number) =>
      observationOf(`p${patient}`, `o${patient}-${number}`, `code-${number % 10}`, number * 1000),
    );
    const inside = [{ type: 'Patient', id: `p${patient}` }];
    const person = versionOf({ type: 'Patient', id: `p${patient}`, compartments: inside });
    await store.commit({ epoch: 0, writes: [person, ...versions].map((version) => ({ version, expect: 'absent' })) });
  }
  // As in any hospital, most tokens are identifiers, each there once. So every code looks rare.
  const identified = Array.from({ length: 4000 }, (_, number) =>
    versionOf({
      type: 'Patient',
      id: `n${number}`,
      entries: [
        { kind: 'token', parameter: 'identifier', system: 'urn:numbers', code: `number-${number}` },
        { kind: 'string', parameter: 'name', value: `name ${number}`, exact: `Name ${number}` },
        { kind: 'uri', parameter: 'url', value: `urn:${number}` },
      ],
    }),
  );
  await store.commit({ epoch: 0, writes: identified.map((version) => ({ version, expect: 'absent' })) });
  client = new pg.Client({ connectionString: connection });
  await client.connect();
  await client.query(`SET search_path TO "${schema}"; SET jit = off; ${plannerSettings('reading').join('; ')}`);
});
afterAll(async () => {
  await client.end();
  await store.stop();
  await dropSchema(connection, schema);
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Filter?: string;
  readonly Plans?: readonly Node[];
}

/** The nodes of the plan that finds a page, as the connections for charts use it. */
async function nodesOf(query: Query): Promise<readonly Node[]> {
  const matching = createMatching(createCompiler('Patient', query.access), query);
  return planOf(matchesOf(matching, { sort: query.sort ?? [], after: undefined, limit: 21 }));
}

/** The nodes of the plan that finds it among few that a part of the query leads to. */
async function nodesOfFew(query: Query, many = false): Promise<readonly Node[]> {
  const matching = createMatching(createCompiler('Patient', query.access), query);
  const [lead] = leadsOf(matching, 64);
  if (lead === undefined) throw new Error('No part of the query leads to few.');
  const piece = fewOf(matching, query.sort ?? [], lead.part, 64);
  return planOf(many ? inLoop(piece) : piece);
}

/** The same for many values. */
function inLoop(piece: Sql): Sql {
  const many = manyOf([piece, piece]);
  if (many === undefined) throw new Error('It cannot be put for many values.');
  return many;
}

/** PostgreSQL goes from one set of values to the next, and so keeps the order of each one's rows. */
function isLoopInOrder([top, first]: readonly Node[]): boolean {
  return top?.['Node Type'] === 'Nested Loop' && first?.['Node Type'] === 'Function Scan';
}

/** The nodes of the plan that serves every value. */
async function planOf(piece: Sql): Promise<readonly Node[]> {
  const { text } = createStatements()(piece);
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`,
  );
  const within = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(within)];
  return rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => within(Plan)));
}

async function scansOf(query: Query): Promise<readonly string[]> {
  return scansIn(await nodesOf(query));
}

function scansIn(nodes: readonly Node[]): readonly string[] {
  return nodes
    .filter((node) => node['Node Type'].includes('Scan'))
    .map((node) => node['Index Name'] ?? node['Node Type']);
}

const patient: Predicate = { kind: 'reference', parameter: 'patient', id: 'p7' };
const code: Predicate = { kind: 'token', parameter: 'code', system: 'http://loinc.org', code: 'code-3' };
const newest = [{ parameter: 'date', entry: 'date', direction: 'descending' }] as const;
const within = (...predicates: Predicate[]): Query => ({
  types: ['Observation'],
  where: { kind: 'and', predicates },
  sort: newest,
  count: 20,
});

/** Scans of what is kept of every patient. */
const isWide = (scan: string) =>
  scan.endsWith('Seq Scan') || /^(resource_(identity|time)|token_value|date_(low|high)|reference_url)$/.test(scan);

describe.each(['before statistics were taken', 'with statistics'])('%s', (state) => {
  beforeAll(async () => {
    if (state === 'with statistics') await client.query('ANALYZE');
  });

  test('a chart of one code begins with the patient’s entries of that code', async () => {
    const scans = await scansOf(within(patient, code));
    expect(scans).toContain('token_chart');
    expect(scans.filter(isWide), 'the plan looks beyond the patient').toEqual([]);
  });

  test('a chart of everything walks the patient’s dates', async () => {
    const scans = await scansOf(within(patient));
    expect(scans).toContain('date_chart');
    expect(scans.filter(isWide), 'the plan looks beyond the patient').toEqual([]);
  });

  test('what is a patient’s is gathered once, where all of it is looked at', async () => {
    const all: Predicate = { kind: 'compartment', type: 'Patient', ids: ['p7'] };
    for (const query of [
      { ...within(patient), sort: [] },
      { ...within(all), types: [], sort: [] },
    ]) {
      const nodes = await nodesOf(query);
      expect(nodes.some(({ Filter = '' }) => Filter.includes('hashed SubPlan'))).toBe(true);
      const scans = await scansOf(query);
      expect(scans.filter(isWide), 'the plan looks beyond the patient').toEqual([]);
    }
  });

  test('the same holds for whoever may see one patient alone', async () => {
    const rule: Predicate = { kind: 'compartment', type: 'Patient', ids: ['p7'] };
    const scans = await scansOf({ ...within(code), access: { byType: {}, otherwise: rule } });
    expect(scans).toContain('token_chart');
    expect(scans.filter(isWide), 'the plan looks beyond the patient').toEqual([]);
  });
});

describe.each(['before statistics were taken', 'with statistics'])('%s, few', (state) => {
  beforeAll(async () => {
    if (state === 'with statistics') await client.query('ANALYZE');
  });

  const led: readonly (readonly [index: string, lead: Predicate])[] = [
    ['token_value', { kind: 'token', parameter: 'identifier', system: 'urn:numbers', code: 'number-7' }],
    ['token_value', { kind: 'token', parameter: 'status', code: 'final' }],
    ['string_value', { kind: 'string', parameter: 'name', match: 'starts', value: 'a' }],
    ['string_exact', { kind: 'string', parameter: 'name', match: 'exact', value: 'A' }],
    ['uri_value', { kind: 'uri', parameter: 'url', match: 'exact', value: 'urn:a' }],
    ['resource_identity', { kind: 'id', ids: ['a', 'b'] }],
  ];
  test.each(led)('an index (%s) leads to them, and is read no further than it must', async (index, lead) => {
    const further: Predicate = { kind: 'token', parameter: 'code', text: 'pulse' };
    const nodes = await nodesOfFew(within(lead, further));
    const scans = scansIn(nodes);
    // A bitmap would be made of all that the index has.
    expect(nodes.map((node) => node['Node Type']).filter((type) => type.includes('Bitmap'))).toEqual([]);
    const own = ['date', 'token'].map((kind) => `${kind}_entry_home_parameter_resource_n_pk`);
    expect(scans.filter((scan) => scan !== 'Subquery Scan').toSorted()).toEqual(
      [...own, index, 'resource_home_key_pk'].toSorted(),
    );
    const looped = await nodesOfFew(within(lead, further), true);
    expect(isLoopInOrder(looped)).toBe(true);
    expect(scansIn(looped).toSorted()).toEqual([...scans, 'Function Scan'].toSorted());
  });

  test('namesakes are fetched by their keys, or met in the order of ids, and the type is never gone through to compare', async () => {
    const where: Predicate = { kind: 'string', parameter: 'name', match: 'starts', value: 'name' };
    const query: Query = { types: ['Patient'], where, count: 20 };
    const search = () => ({
      matching: createMatching(createCompiler('Patient', undefined), query),
      query,
      after: undefined,
      groups: [],
      watch: undefined,
    });
    const part = ledBy(search());
    if (part === undefined) throw new Error('Nothing leads to the page.');
    // As the connections for searches across patients are set.
    await client.query('BEGIN; SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on');
    const led = await planOf(amongLed(search(), part));
    // A table that is as small as this one is soonest read whole.
    await client.query('SET LOCAL enable_bitmapscan = off');
    const next = await planOf(amongNext(search(), 1000));
    await client.query('ROLLBACK');
    const isByValue = (scan: string) => scan === 'string_value' || scan === 'Bitmap Heap Scan';
    expect(scansIn(led).filter((scan) => !isByValue(scan) && scan !== 'Subquery Scan')).toEqual([
      'resource_home_key_pk',
    ]);
    // What is led to is fetched by a subquery of its own, for which PostgreSQL has no other way.
    expect(led.map((node) => node['Node Type'])).toContain('Subquery Scan');
    expect(next.map((node) => node['Node Type'])).not.toContain('Sort');
    expect(scansIn(next).filter((scan) => scan !== 'Subquery Scan')).toEqual([
      'resource_identity',
      'string_entry_home_parameter_resource_n_pk',
    ]);
  });

  test('many marks, and many resources, are found by their keys one after the other', async () => {
    const matching = createMatching(createCompiler('Patient', undefined), within(patient));
    const watch = watchOf(matching);
    if (watch === undefined) throw new Error('The page is not watched.');
    let read: Sql | undefined;
    const asked: Ask = async (piece) => {
      read = piece;
      return [];
    };
    await readVersion(asked, { type: 'Patient', id: 'p1' });
    const marks = [markNow(matching.compiler, watch), markOfHome(matching.compiler, watch)];
    for (const piece of [...marks, ...(read === undefined ? [] : [read])]) {
      const [alone, many] = [scansIn(await planOf(piece)), scansIn(await planOf(inLoop(piece)))];
      expect(many.toSorted()).toEqual([...alone, 'Function Scan'].toSorted());
    }
    expect(read).toBeDefined();
    // Where all is at home, nothing is collected and put in order for it.
    const nodes = async (piece: Sql) => (await planOf(piece)).map((node) => node['Node Type']);
    const [full = [], ofHome = []] = await Promise.all(marks.map(nodes));
    expect(full).toEqual(expect.arrayContaining(['Aggregate', 'Sort']));
    expect(ofHome.filter((node) => !/Scan$|^(Result|Append)$/.test(node))).toEqual([]);
  });
});

test('what the plans find is right', async () => {
  const found = await store.search({ ...within(patient, code), total: true });
  expect(found.total).toBe(20);
  expect(found.matches[0]?.id).toBe('o7-193');
  const all = await store.search({ ...within(patient), count: 3 });
  expect(all.matches.map(({ id }) => id)).toEqual(['o7-199', 'o7-198', 'o7-197']);
});
