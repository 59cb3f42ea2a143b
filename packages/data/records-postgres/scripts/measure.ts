/*
 * Measures the store beside a bare prepared statement of pg, in the same run and on the same server: thirty thousand observations
 * of a hundred patients, 1.5 kB and ten entries each.
 *
 *   node scripts/measure.ts [CONNECTION]
 *
 * Without a connection string it starts a server of its own in a temporary folder.
 */
import { randomBytes } from 'node:crypto';
import type { IndexEntry, IndexedVersion, Predicate, Query } from '@baseplate-epr/contracts';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import pg from 'pg';
import { createPostgresRecordStore } from '../src/index.ts';

const patients = 100;
const perPatient = 300;
const codes = 15;
const crowd = 8;

const [given] = process.argv.slice(2);
const server = given === undefined ? await startPostgres() : undefined;
const connection = given ?? server?.url ?? '';
const schema = `measure_${randomBytes(4).toString('hex')}`;
const store = createPostgresRecordStore({ connection, schema });
const bare = new pg.Client({ connectionString: connection, pipeline: true });
try {
  await bare.connect();
  await store.start({
    clock: { now: () => Date.now() },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    randomBytes: (size) => randomBytes(size),
  });
  await fill();
  await bare.query(`SET search_path TO "${schema}"; ANALYZE`);
  await measure();
} finally {
  await store.stop();
  await bare.query(`DROP SCHEMA "${schema}" CASCADE`);
  await bare.end();
  await server?.close();
}

async function fill(): Promise<void> {
  await commitAll(Array.from({ length: patients }, (_, patient) => patientOf(patient)));
  const begun = performance.now();
  for (let round = 0; round < perPatient; round += 10) {
    const versions = Array.from({ length: 10 * patients }, (_, index) =>
      observationOf(index % patients, round + Math.floor(index / patients)),
    );
    await Promise.all(Array.from({ length: 20 }, (_, part) => commitAll(versions.slice(part * 50, part * 50 + 50))));
  }
  tell('ingest, 50 a commit, 20 commits at once', (patients * perPatient * 1000) / (performance.now() - begun));
}

async function measure(): Promise<void> {
  const some = () => Math.floor(Math.random() * patients);
  const floor = {
    name: 'floor',
    text: 'SELECT v.text, v.version, v.last_updated FROM resource r JOIN version v ON v.home = r.home AND v.resource = r.key AND v.version = r.version WHERE r.type = $1 AND r.id = $2',
  };
  await rate('bare pg, one prepared statement, one row', () =>
    bare.query({ ...floor, values: ['Patient', `p${some()}`] }),
  );
  await rate('read', () => store.read({ type: 'Patient', id: `p${some()}` }));
  await rate('identifier', () => store.search(byIdentifier(some())));
  await rate('chart: one patient, one code, newest 20', () =>
    store.search(chart(some(), Math.floor(Math.random() * codes))),
  );
  await rate('chart without a code, newest 20 of 300', () => store.search(chart(some())));
  await rate('beginning of a name, sorted by name', () => store.search(byName(some())));
  let created = 0;
  await rate('conditional create', () => {
    created += 1;
    const { types, where } = byIdentifier(1000 + created);
    const guards = [{ query: { types, where: where ?? { kind: 'all' } }, expect: { count: 0 } }];
    return store.commit({ epoch: 0, writes: [{ version: patientOf(1000 + created), expect: 'absent' }], guards });
  });
}

/** Answers a second: one caller who waits for each, then several at once. The best of three rounds. */
async function rate(name: string, ask: () => Promise<unknown>): Promise<void> {
  const round = async (callers: number): Promise<number> => {
    const until = performance.now() + 1000;
    let answers = 0;
    const caller = async () => {
      for (; performance.now() < until; answers += 1) await ask();
    };
    await Promise.all(Array.from({ length: callers }, caller));
    return answers;
  };
  const best = async (callers: number) => Math.max(await round(callers), await round(callers), await round(callers));
  tell(name, await best(1), await best(crowd));
}

function tell(name: string, alone: number, together?: number): void {
  const rest = together === undefined ? '' : `, ${Math.round(together)}/s from ${crowd} callers`;
  process.stdout.write(`${name}: ${Math.round(alone)}/s${rest}\n`);
}

function commitAll(versions: readonly IndexedVersion[]): Promise<unknown> {
  return store.commit({ epoch: 0, writes: versions.map((version) => ({ version, expect: 'absent' })) });
}

function patientOf(number: number): IndexedVersion {
  const id = `p${number}`;
  const entries: IndexEntry[] = [
    { kind: 'token', parameter: 'identifier', system: 'https://fhir.nhs.uk/Id/nhs-number', code: `999${number}` },
    { kind: 'string', parameter: 'name', value: `name ${number}`, exact: `Name ${number}` },
  ];
  return versionOf('Patient', id, entries, id);
}

function observationOf(patient: number, number: number): IndexedVersion {
  const id = `p${patient}`;
  const time = 1_700_000_000_000 + number * 60_000;
  const loinc = { kind: 'token', system: 'http://loinc.org', code: `code-${number % codes}` } as const;
  const entries: IndexEntry[] = [
    { ...loinc, parameter: 'code' },
    { ...loinc, parameter: 'combo-code' },
    { kind: 'token', parameter: 'status', system: '', code: 'final' },
    { kind: 'token', parameter: 'category', system: 'http://terminology.hl7.org', code: 'vital-signs' },
    { kind: 'date', parameter: 'date', low: time, high: time + 1 },
    { kind: 'reference', parameter: 'patient', type: 'Patient', id, url: '' },
    { kind: 'reference', parameter: 'subject', type: 'Patient', id, url: '' },
    { kind: 'reference', parameter: 'encounter', type: 'Encounter', id: `e${patient}`, url: '' },
    { kind: 'reference', parameter: 'performer', type: 'Practitioner', id: `d${number % 20}`, url: '' },
    {
      kind: 'quantity',
      parameter: 'value-quantity',
      low: number,
      high: number,
      system: '',
      code: '/min',
      unit: '/min',
    },
  ];
  return versionOf('Observation', `${id}-${number}`, entries, id);
}

function versionOf(type: string, id: string, entries: readonly IndexEntry[], patient: string): IndexedVersion {
  const compartments = [{ type: 'Patient', id: patient }];
  return {
    type,
    id,
    versionId: '1',
    lastUpdated: 1,
    deleted: false,
    text: `{"id":"${id}","x":"${'x'.repeat(1450)}"}`,
    entries,
    compartments,
  };
}

function byIdentifier(number: number): Query {
  const where: Predicate = {
    kind: 'token',
    parameter: 'identifier',
    system: 'https://fhir.nhs.uk/Id/nhs-number',
    code: `999${number}`,
  };
  return { types: ['Patient'], where, count: 20 };
}

function byName(number: number): Query {
  const where: Predicate = { kind: 'string', parameter: 'name', match: 'starts', value: `name ${number}` };
  return {
    types: ['Patient'],
    where,
    count: 20,
    sort: [{ parameter: 'name', entry: 'string', direction: 'ascending' }],
  };
}

function chart(patient: number, code?: number): Query {
  const reference: Predicate = { kind: 'reference', parameter: 'patient', type: 'Patient', id: `p${patient}` };
  const coded: Predicate[] =
    code === undefined ? [] : [{ kind: 'token', parameter: 'code', system: 'http://loinc.org', code: `code-${code}` }];
  return {
    types: ['Observation'],
    where: { kind: 'and', predicates: [reference, ...coded] },
    count: 20,
    sort: [{ parameter: 'date', entry: 'date', direction: 'descending' }],
  };
}
