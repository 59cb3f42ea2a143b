import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFloor } from '../floor/start-floor.ts';
import { operations } from '../operations/operations.ts';
import type { BenchOptions } from '../options/read-options.ts';
import { sampleTargets } from '../population/sample-targets.ts';
import { writePopulation } from '../population/write-population.ts';
import { signIn } from '../processes/sign-in.ts';
import { startRecord } from '../processes/start-record.ts';
import type { BenchResult } from './bench-result.ts';
import { measureComponents } from './components.ts';
import { fileSizes } from './file-sizes.ts';
import { countIndexRows } from './index-rows.ts';
import { keepAnswers } from './keep-answers.ts';
import { measureIngest } from './measure-ingest.ts';
import { measureOperation, type OperationResult } from './measure-operation.ts';

/** Parts that the population is loaded in. */
const ingestParts = 8;

/** Starts a record and a floor over a new folder, loads both, measures them side by side, and removes everything. */
export async function runBench(options: BenchOptions, tell: (line: string) => void): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'baseplate-bench-'));
  const data = join(folder, 'data');
  const population = join(folder, 'population.ndjson');
  const { patients, rounds, slice, concurrencies } = options;
  const stops: (() => Promise<void>)[] = [];
  try {
    tell(`Making ${patients} synthetic patients …`);
    await writePopulation(patients, population);
    const floor = await startFloor(folder);
    stops.push(floor.stop);
    const record = await startRecord(data, options.start);
    stops.push(record.stop);
    tell('Loading them …');
    const profiled = profiler(options.profile, record);
    const ingest = await profiled('ingest', async () =>
      measureIngest({
        record,
        floor,
        file: population,
        patients,
        token: await record.token('system'),
        concurrencies,
        parts: Math.min(ingestParts, patients),
      }),
    );
    const targets = await sampleTargets(population, patients);
    const credentials = {
      clinician: await record.token('consultant'),
      session: await signIn(record.port, 'consultant'),
    };
    const chosen = operations(targets, credentials).filter(
      ({ name }) => options.only.length === 0 || options.only.some((word) => name.includes(word)),
    );
    const results: OperationResult[] = [];
    for (const operation of chosen) {
      tell(`Measuring ${operation.name} …`);
      const rows = () => countIndexRows(join(data, 'records.db'));
      const before = operation.writes ? rows() : 0;
      const kept = await keepAnswers(record.port, operation);
      await floor.prepare(operation.name, kept);
      // An update leaves as many rows as there were; its floor inserts as many as a create, which removes nothing.
      if (operation.name === 'create') await floor.setRows(Math.round((rows() - before) / kept.length));
      for (const concurrency of concurrencies) {
        results.push(
          await profiled(`${operation.name}-${concurrency}`, () =>
            measureOperation(operation, { record, floor, concurrency, rounds, slice }),
          ),
        );
      }
    }
    tell('Measuring the parts of the floor …');
    const body = chosen.find(({ writes }) => writes)?.requests[0]?.body ?? '{"resourceType":"Observation"}';
    const components = await measureComponents(floor, { rounds, slice, body });
    const { peak, resident } = await record.usage();
    return {
      machine: {
        processors: availableParallelism(),
        model: cpus()[0]?.model ?? 'unknown',
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
      },
      options,
      patients,
      startMilliseconds: record.startMilliseconds,
      ingest,
      operations: results,
      components,
      settings: { record: await record.settings(), floor: await floor.settings() },
      memory: { peak, resident },
      files: await fileSizes(data),
    };
  } finally {
    for (const stop of stops.reverse()) await stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function profiler(folder: string | undefined, record: Awaited<ReturnType<typeof startRecord>>) {
  return async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    if (folder === undefined) return run();
    await mkdir(folder, { recursive: true });
    await record.startProfile();
    try {
      return await run();
    } finally {
      await record.stopProfile(join(folder, `${name.replaceAll(/[^a-z0-9]+/g, '-')}.cpuprofile`));
    }
  };
}
