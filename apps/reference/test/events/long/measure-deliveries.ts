/**
 * Measures what subscribers cost a commit: `node test/events/long/measure-deliveries.ts [ROUNDS] [SECONDS]`. Three records in turn: one that nobody
 * subscribes to, one whose subscriber takes every change, and one whose subscriber never answers. Four callers write Observations of their own
 * patients, one after the other each. Prints a JSON line for each run, and medians over the rounds; a print-out to compare by, no test.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { send, systemToken } from '../../crash/crash-round.ts';
import { runBaseplate } from '../../start/run-baseplate.ts';
import { processorTime } from './processor-time.ts';

const rounds = Number(process.argv[2] ?? 5);
const seconds = Number(process.argv[3] ?? 10);
const callers = 4;
const fixture = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const kinds = {
  none: { configuration: fixture('change-over/__fixtures__/small.ledger.config.ts'), environment: {} },
  taking: { configuration: fixture('events/__fixtures__/listening.config.ts'), environment: {} },
  stuck: { configuration: fixture('events/__fixtures__/listening.config.ts'), environment: { DEAF: 'yes' } },
} as const;
type Kind = keyof typeof kinds;

interface Run {
  readonly kind: Kind;
  readonly round: number;
  readonly writes: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Milliseconds of processor time for each write, of the record and its threads and processes: what a busy machine does not blur. */
  readonly processor: number;
}

const runs: Run[] = [];
for (let round = 0; round < rounds; round += 1) {
  // Another one begins in each round, so that none always has the machine as the one before has left it.
  const names = Object.keys(kinds) as Kind[];
  for (const kind of [...names.slice(round % 3), ...names.slice(0, round % 3)]) {
    const run = await measure(kind, round);
    runs.push(run);
    console.log(JSON.stringify(run));
  }
}
for (const kind of Object.keys(kinds)) {
  const own = runs.filter((run) => run.kind === kind);
  const median = (of: (run: Run) => number) => own.map(of).sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? 0;
  const told = {
    kind,
    writes: median(({ writes }) => writes),
    p50: median(({ p50 }) => p50),
    p95: median(({ p95 }) => p95),
    processor: median(({ processor }) => processor),
  };
  console.log(JSON.stringify({ median: told }));
}

async function measure(kind: Kind, round: number): Promise<Run> {
  const data = mkdtempSync(join(tmpdir(), 'baseplate-deliveries-'));
  const { configuration, environment } = kinds[kind];
  const record = runBaseplate(['start'], { data, configuration, environment });
  try {
    const url = await record.ready;
    const token = await systemToken(data, url, { configuration });
    await write(url, token, 'warm', 2);
    const before = processorTime(record.child.pid ?? 0);
    const times = await write(url, token, 'measured', seconds);
    const processor = (processorTime(record.child.pid ?? 0) - before) / times.length;
    times.sort((one, other) => one - other);
    const at = (share: number) => Number((times[Math.floor(share * times.length)] ?? 0).toFixed(2));
    return {
      kind,
      round,
      writes: times.length,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      processor: Number(processor.toFixed(2)),
    };
  } finally {
    await record.stop('SIGTERM');
    rmSync(data, { recursive: true, force: true });
  }
}

/** Milliseconds of each write, from sending it to the last byte of the answer. */
async function write(url: string, token: string, name: string, duration: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + duration * 1000;
  const code = { coding: [{ system: 'http://loinc.org', code: '8867-4' }] };
  const caller = async (patient: string) => {
    await (
      await send(url, token, `/Patient/${patient}`, JSON.stringify({ resourceType: 'Patient', id: patient }), 'PUT')
    ).text();
    for (let n = 0; performance.now() < end; n += 1) {
      const id = `${patient}-${n}`;
      const subject = { reference: `Patient/${patient}` };
      const body = JSON.stringify({ resourceType: 'Observation', id, status: 'final', code, subject });
      const began = performance.now();
      const response = await send(url, token, `/Observation/${id}`, body, 'PUT');
      await response.arrayBuffer();
      if (response.status !== 201) throw new Error(`Not written: ${response.status}`);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, place) => caller(`${name}-${place}`)));
  return times;
}
