import { availableParallelism, cpus } from 'node:os';
import type { BenchOptions } from '../options/read-options.ts';
import type { BenchResult, MachineResult } from './bench-result.ts';
import { measureComponents } from './components.ts';
import { fileSizes } from './file-sizes.ts';
import { measureIngest } from './measure-ingest.ts';
import { measureOperation, type OperationResult } from './measure-operation.ts';
import { openSession } from './open-session.ts';
import { prepareOperation } from './prepare-operation.ts';
import { createProfiler } from './profiler.ts';

/** Parts that the population is loaded in. At both ends of one, main thread and writing thread do not work at the same time: parts are not short. */
const ingestParts = 4;

/** Starts a record and a floor over a new folder, loads both, measures them side by side, and removes everything. */
export async function runBench(options: BenchOptions, tell: (line: string) => void): Promise<BenchResult> {
  const { patients, rounds, slice, concurrencies } = options;
  tell(`Making ${patients} synthetic patients …`);
  const session = await openSession(patients, options.start);
  const { record, floor, population } = session;
  try {
    tell('Loading them …');
    const profiled = createProfiler(options.profile, record);
    const token = await record.token('system');
    const parts = Math.min(ingestParts, patients);
    const ingest = await profiled('ingest', () =>
      measureIngest({ record, floor, file: population, first: 1, patients, token, concurrencies, parts }),
    );
    const loaded = await record.usage();
    const chosen = (await session.operations(patients)).filter(
      ({ name }) => options.only.length === 0 || options.only.some((word) => name.includes(word)),
    );
    const results: OperationResult[] = [];
    for (const operation of chosen) {
      tell(`Measuring ${operation.name} …`);
      await prepareOperation(session, operation);
      for (const concurrency of concurrencies) {
        const measure = { record, floor, concurrency, rounds, slice, warmUp: slice, bare: true };
        results.push(await profiled(`${operation.name}-${concurrency}`, () => measureOperation(operation, measure)));
      }
    }
    tell('Measuring the parts of the floor …');
    const body = chosen.find(({ writes }) => writes)?.requests[0]?.body ?? '{"resourceType":"Observation"}';
    const components = await measureComponents(floor, { rounds, slice, body });
    return {
      machine: machine(),
      options,
      patients,
      startMilliseconds: record.startMilliseconds,
      ingest,
      operations: results,
      components,
      settings: { record: await record.settings(), floor: await floor.settings() },
      memory: { loaded, end: await record.usage() },
      files: await fileSizes(record.folder),
    };
  } finally {
    await session.close();
  }
}

/** What the figures were taken on. */
export function machine(): MachineResult {
  return {
    processors: availableParallelism(),
    model: cpus()[0]?.model ?? 'unknown',
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}
