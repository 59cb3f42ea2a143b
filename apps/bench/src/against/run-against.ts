import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requestBytes } from '../load/request-bytes.ts';
import { cycle } from '../measure/cycle.ts';
import { operations } from '../operations/operations.ts';
import type { BenchOptions } from '../options/read-options.ts';
import { sampleTargets } from '../population/sample-targets.ts';
import { writePopulation } from '../population/write-population.ts';
import { signIn } from '../processes/sign-in.ts';
import { type RunningRecord, startRecord } from '../processes/start-record.ts';
import type { Usage } from '../processes/usage.ts';
import { byTurns, type Compared, type Pair } from './by-turns.ts';
import { ingestByTurns } from './ingest-by-turns.ts';
import { otherCheckout, type StartRecord } from './other-checkout.ts';

/** One kind of work that both records did. */
export interface AgainstOperation extends Compared {
  readonly operation: string;
  readonly concurrency: number;
}

/** What a run comes to. */
export interface AgainstResult {
  readonly operations: readonly AgainstOperation[];
  readonly memory: Pair<Usage>;
}

/** Starts the record of this checkout and of another one, loads both, and measures them by turns in the same minutes. */
export async function runAgainst(options: BenchOptions, tell: (line: string) => void): Promise<AgainstResult> {
  const { patients, concurrencies, rounds, slice, only, start } = options;
  const starts: Pair<StartRecord> = { mine: startRecord, other: await otherCheckout(options.against) };
  const folder = await mkdtemp(join(tmpdir(), 'baseplate-bench-'));
  const running: RunningRecord[] = [];
  const started = async (whose: keyof Pair<unknown>): Promise<RunningRecord> => {
    // From source, the very first start reads TypeScript by a program of its own, which stays in memory.
    await (await starts[whose](join(folder, `first-${whose}`), { words: start })).stop();
    const record = await starts[whose](join(folder, whose), { words: start });
    running.push(record);
    return record;
  };
  try {
    tell(`Making ${patients} synthetic patients …`);
    const population = join(folder, 'population.ndjson');
    await writePopulation(patients, population);
    const records = { mine: await started('mine'), other: await started('other') };
    const bundles = (await readFile(population, 'utf8')).trim().split('\n');
    tell('Loading them into both …');
    const tokens = { mine: await records.mine.token('system'), other: await records.other.token('system') };
    const ingest = await ingestByTurns(records, bundles, tokens);
    const measured: AgainstOperation[] =
      ingest === undefined ? [] : [{ operation: 'ingest', concurrency: 16, ...ingest }];
    const targets = await sampleTargets(population, patients);
    const of = async (record: RunningRecord) =>
      operations(targets, {
        clinician: await record.token('consultant'),
        session: await signIn(record.port, 'consultant'),
      });
    const asked = { mine: await of(records.mine), other: await of(records.other) };
    for (const [index, { name, requests }] of asked.mine.entries()) {
      const others = asked.other[index];
      if (others === undefined || (only.length > 0 && !only.some((word) => name.includes(word)))) continue;
      tell(`Measuring ${name} …`);
      const next = { mine: cycle(requests.map(requestBytes)), other: cycle(others.requests.map(requestBytes)) };
      for (const concurrency of concurrencies) {
        const result = await byTurns(records, next, { rounds, slice, concurrency });
        measured.push({ operation: name, concurrency, ...result });
      }
    }
    return { operations: measured, memory: { mine: await records.mine.usage(), other: await records.other.usage() } };
  } finally {
    for (const record of running) await record.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
