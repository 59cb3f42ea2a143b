import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { median } from '../load/percentile.ts';
import { requestBytes } from '../load/request-bytes.ts';
import type { MachineResult } from '../measure/bench-result.ts';
import { cycle } from '../measure/cycle.ts';
import { keepAnswers } from '../measure/keep-answers.ts';
import { loadPopulation } from '../measure/measure-ingest.ts';
import { floorRequests } from '../measure/measure-operation.ts';
import { measureSlice } from '../measure/measure-slice.ts';
import { machine } from '../measure/run-bench.ts';
import { rateOf, type Side, type Slice, sideOf } from '../measure/side.ts';
import type { Operation } from '../operations/operation.ts';
import { operations } from '../operations/operations.ts';
import type { BenchOptions } from '../options/read-options.ts';
import { sampleTargets } from '../population/sample-targets.ts';
import { writePopulation } from '../population/write-population.ts';
import { postgresConfiguration } from '../processes/reference-paths.ts';
import { signIn } from '../processes/sign-in.ts';
import { type RunningRecord, startRecord } from '../processes/start-record.ts';
import { type RunningBare, startBare } from './start-bare.ts';

/** One operation on both stores, beside the bare route. */
export interface PostgresOperation {
  readonly operation: string;
  readonly concurrency: number;
  readonly postgres: Side;
  readonly sqlite: Side;
  readonly bare: Side;
  /** The record on PostgreSQL by the bare route: the middle of the rounds. */
  readonly ofBare: number;
}

/** What a run comes to. */
export interface PostgresResult {
  readonly machine: MachineResult;
  readonly patients: number;
  /** Resources a second that each took as transactions, 16 at once. */
  readonly ingest: { readonly postgres: number; readonly sqlite: number };
  readonly operations: readonly PostgresOperation[];
}

/** Starts a server of PostgreSQL, a record on it, a record on SQLite and the bare route; loads all; measures them in turn. */
export async function runPostgres(options: BenchOptions, tell: (line: string) => void): Promise<PostgresResult> {
  const { patients, concurrencies, only } = options;
  const folder = await mkdtemp(join(tmpdir(), 'baseplate-bench-'));
  const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    tell(`Making ${patients} synthetic patients …`);
    const population = join(folder, 'population.ndjson');
    await writePopulation(patients, population);
    const server = await startPostgres();
    stops.push(() => server.close());
    const bare = await startBare(server.url);
    stops.push(bare.stop);
    const postgres = await startRecord(join(folder, 'postgres'), {
      configuration: postgresConfiguration,
      variables: { DATABASE_URL: server.url, S3_ENDPOINT: '' },
    });
    stops.push(postgres.stop);
    const sqlite = await startRecord(join(folder, 'sqlite'));
    stops.push(sqlite.stop);
    tell('Loading them into both records and the bare tables …');
    const load = async (record: RunningRecord) => loadPopulation(record, population, await record.token('system'));
    const ingest = { postgres: await load(postgres), sqlite: await load(sqlite) };
    await bare.load(population, patients);

    const targets = await sampleTargets(population, patients);
    const of = async (record: RunningRecord) =>
      operations(targets, {
        clinician: await record.token('consultant'),
        session: await signIn(record.port, 'consultant'),
      });
    const [onPostgres, onSqlite] = [await of(postgres), await of(sqlite)];
    const results: PostgresOperation[] = [];
    for (const [index, operation] of onPostgres.entries()) {
      const other = onSqlite[index];
      if (other === undefined || (only.length > 0 && !only.some((word) => operation.name.includes(word)))) continue;
      tell(`Measuring ${operation.name} …`);
      await bare.prepare(operation.name, await keepAnswers(postgres.port, operation));
      for (const concurrency of concurrencies)
        results.push(await measure({ operation, other, postgres, sqlite, bare, concurrency }, options));
    }
    return { machine: machine(), patients, ingest, operations: results };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

interface Sides {
  readonly operation: Operation;
  /** The same, with the credentials of the record on SQLite. */
  readonly other: Operation;
  readonly postgres: RunningRecord;
  readonly sqlite: RunningRecord;
  readonly bare: RunningBare;
  readonly concurrency: number;
}

async function measure(sides: Sides, { rounds, slice }: BenchOptions): Promise<PostgresOperation> {
  const { operation, other, concurrency } = sides;
  const turns = [
    { server: sides.postgres, next: cycle(operation.requests.map(requestBytes)) },
    { server: sides.sqlite, next: cycle(other.requests.map(requestBytes)) },
    { server: sides.bare, next: cycle(floorRequests(operation, 'bare', { writing: true })) },
  ];
  const slices: Slice[][] = turns.map(() => []);
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, { server, next }] of turns.entries()) {
      const measured = await measureSlice(server, { next, concurrency, milliseconds: slice });
      if (round > 0) slices[index]?.push(measured);
    }
  }
  const [postgres = [], sqlite = [], bare = []] = slices;
  return {
    operation: operation.name,
    concurrency,
    postgres: sideOf(postgres),
    sqlite: sideOf(sqlite),
    bare: sideOf(bare),
    ofBare: median(postgres.map((each, round) => rateOf(each) / rateOf(bare[round] ?? each))),
  };
}
