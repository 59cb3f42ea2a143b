import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningFloor, startFloor } from '../floor/start-floor.ts';
import type { Operation } from '../operations/operation.ts';
import { operations } from '../operations/operations.ts';
import { sampleTargets } from '../population/sample-targets.ts';
import { writePopulation } from '../population/write-population.ts';
import { signIn } from '../processes/sign-in.ts';
import { type RunningRecord, startRecord } from '../processes/start-record.ts';

/** A record and a floor that run side by side, and a population to load into both. */
export interface BenchSession {
  readonly record: RunningRecord;
  readonly floor: RunningFloor;
  /** Bundles of the population, one a line, the organisations first. */
  readonly population: string;
  /** What can be measured once the first `patients` are loaded. */
  operations(patients: number): Promise<readonly Operation[]>;
  /** Stops both and removes everything they wrote. */
  close(): Promise<void>;
}

/** Starts everything over a new folder; nothing is loaded yet. */
export async function openSession(patients: number, start: readonly string[]): Promise<BenchSession> {
  const folder = await mkdtemp(join(tmpdir(), 'baseplate-bench-'));
  const stops: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const population = join(folder, 'population.ndjson');
    await writePopulation(patients, population);
    const floor = await startFloor(folder);
    stops.push(floor.stop);
    // From source, the very first start reads TypeScript by a program of its own, which stays in memory; Node keeps what came of it for the next.
    const first = await startRecord(join(folder, 'first'), { words: start });
    await first.stop();
    const record = await startRecord(join(folder, 'data'), { words: start });
    stops.push(record.stop);
    return {
      record,
      floor,
      population,
      operations: async (loaded) =>
        operations(await sampleTargets(population, loaded), {
          clinician: await record.token('consultant'),
          session: await signIn(record.port, 'consultant'),
        }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
