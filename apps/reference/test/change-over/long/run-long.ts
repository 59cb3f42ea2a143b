/*
 * The change-over at length: a record that three processes serve is used steadily from another process while it moves from SQLite to
 * PostgreSQL and back; then again and again, with `kill -9` of the whole application at random moments. Says what was measured, writes it to
 * docs/evidence/change-over/, and sets the exit code if anything acknowledged is lost, or anything failed that nobody had killed.
 *
 *   node test/change-over/long/run-long.ts [--seconds 600] [--kills 10] [--processes 3] [--writes 50] [--reads 200] [--seed 1]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { killedRounds } from './killed-rounds.ts';
import { steadyRun } from './steady-run.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    kills: { type: 'string', default: '10' },
    processes: { type: 'string', default: '3' },
    writes: { type: 'string', default: '50' },
    reads: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const options = {
  seconds: Number(values.seconds),
  kills: Number(values.kills),
  processes: Number(values.processes),
  writes: Number(values.writes),
  reads: Number(values.reads),
  seed: Number(values.seed),
};
const folder = mkdtempSync(join(tmpdir(), 'baseplate-long-'));
const postgres = await startPostgres();
const busy: number[] = [];
const sampling = setInterval(() => busy.push(loadavg()[0] ?? 0), 10_000);
const say = (line: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
try {
  const common = { ...options, folder, databaseUrl: postgres.url, say };
  const { seconds, ...steady } = await steadyRun(common);
  const killed = await killedRounds(common);
  const evidence = {
    at: new Date().toISOString(),
    machine: {
      processors: cpus().length,
      kind: cpus()[0]?.model ?? 'unknown',
      node: process.version,
      busy: busyness(),
    },
    options,
    steady,
    killed,
  };
  const directory = fileURLToPath(new URL('../../../../../docs/evidence/change-over/', import.meta.url));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'run.json'), `${JSON.stringify(evidence, null, 2)}\n`);
  say(`Processes that wanted to run, by the minute: ${JSON.stringify(busyness())}`);
  const rows = seconds.map(([requests, p99], second) => `${second},${requests},${p99}`);
  writeFileSync(join(directory, 'steady.csv'), `second,requests,p99\n${rows.join('\n')}\n`);
  const faults = [...steady.faults, ...killed.faults];
  say(faults.length === 0 ? 'Nothing acknowledged was lost, and nothing failed.' : `Faults:\n${faults.join('\n')}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  clearInterval(sampling);
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
}

/** How many processes wanted to run, by the system's average over a minute. */
function busyness() {
  const sorted = busy.map((one) => Math.round(one * 10) / 10).sort((left, right) => left - right);
  return { least: sorted[0], middle: sorted[Math.floor(sorted.length / 2)], most: sorted.at(-1) };
}
