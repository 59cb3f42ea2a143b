/*
 * A large record changed over while it is used: VERSIONS versions (default 100,000) of synthetic charts in SQLite, served by two processes, move
 * to PostgreSQL by `baseplate apply` and back by `baseplate rollback`, under a steady load from another process. Says how fast that was, what
 * memory every process took, what it cost the foreground and how long writes were held; compares every version of both stores; writes it to
 * docs/evidence/change-over/, and sets the exit code if anything failed, was lost, or the command's memory grew with the record.
 *
 *   VERSIONS=1000000 node test/change-over/long/run-large.ts [--seconds 60] [--writes 20] [--reads 80] [--records FILE]
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compareDigests, compareRecords } from '@baseplate-epr/record';
import { createSqliteRecordStore } from '@baseplate-epr/records-sqlite';
import { startPostgres } from '@baseplate-epr/testing-postgres';
import { sourceVersions } from 'change-over/source-versions';
import type { LoadReport } from '../load.ts';
import { context, lostFrom, openPostgres, openSqlite } from '../stores.ts';
import { childrenOf, entriesOf, startTrust } from '../trust.ts';
import { watchOwnMemory } from './own-memory.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    writes: { type: 'string', default: '20' },
    reads: { type: 'string', default: '80' },
    /** A store that was filled before; it is copied. */
    records: { type: 'string' },
  },
});
const versions = Number(process.env.VERSIONS ?? 100_000);
const [seconds, writes, reads] = [Number(values.seconds), Number(values.writes), Number(values.reads)];
const folder = mkdtempSync(join(tmpdir(), 'baseplate-large-'));
const data = join(folder, 'trust');
const file = join(data, 'records.db');
const faults: string[] = [];
const lines: string[] = [];
const say = (line: string) => {
  lines.push(line);
  process.stdout.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};
const count = (number: number) => Math.round(number).toLocaleString('en-GB');
const since = (began: number) => (performance.now() - began) / 1000;
const acknowledged = new Map<string, number>();

function sayLoad(when: string, { writes: written, reads: read, failures, p50, p99, max, ...report }: LoadReport): void {
  say(
    `${when}: ${count(written)} writes and ${count(read)} reads, ${failures.length} failed; half within ${p50} ms, 99 of 100 within ${p99} ms, the slowest ${max} ms (load average ${loadavg()[0]?.toFixed(1)})`,
  );
  faults.push(...failures.slice(0, 20));
  for (const [key, version] of report.acknowledged) acknowledged.set(key, version);
}

/** How long each phase of the change-over lasted, by the times of the ledger's entries. */
function sayPhases(): void {
  const begun = new Map<string, number>();
  for (const { at, changeOvers } of entriesOf(data)) {
    const phase = changeOvers.records?.phase;
    if (phase !== undefined && !begun.has(phase)) begun.set(phase, at);
  }
  const phases = [...begun];
  const lasted = phases
    .slice(0, -1)
    .map(([phase, at], place) => [phase, ((phases[place + 1]?.[1] ?? at) - at) / 1000] as const);
  say(`apply, by phase: ${lasted.map(([phase, took]) => `${phase} ${took.toFixed(1)} s`).join(', ')}`);
  const copying = lasted.find(([phase]) => phase === 'copying')?.[1] ?? 0;
  say(`apply: ${count(versions / copying)} versions a second copied and indexed, the load and its versions beside`);
}

mkdirSync(data);
const postgres = await startPostgres({ onDisk: true });
try {
  const filling = performance.now();
  if (values.records === undefined) {
    const store = createSqliteRecordStore({ file, readers: 0 });
    await store.start(context);
    for (const page of sourceVersions(versions)) await store.load({ versions: page });
    await store.stop();
  } else copyFileSync(values.records, file);
  const how = values.records === undefined ? `made and loaded in ${since(filling).toFixed(0)} s` : 'made before';
  say(`Record: ${count(versions)} versions, ${count(statSync(file).size / 1e6)} MB, ${how}`);
  say(`${cpus().length} processors, ${cpus()[0]?.model}, Node ${process.version}, shared with other work`);

  const starting = performance.now();
  const trust = await startTrust({ data, databaseUrl: postgres.url, processes: 2 });
  say(
    `Two processes serve it after ${since(starting).toFixed(1)} s; asked for ${writes} writes and ${reads} reads a second`,
  );
  const serving = childrenOf(trust.record.child.pid).map((pid) => watchOwnMemory(pid));
  const during = async (when: string, work: () => Promise<unknown>) => {
    const load = trust.load(when.replaceAll(' ', '-'), writes, reads);
    await work();
    sayLoad(`Load ${when}`, await load.stop());
  };
  const lead = async (command: 'apply' | 'rollback') => {
    const began = performance.now();
    const running = trust.begin([command]);
    const memory = watchOwnMemory(running.child.pid ?? 0);
    const code = await running.ended;
    memory.stop();
    say(`${command}: ended after ${since(began).toFixed(1)} s`);
    for (const line of running.answered().split('\n')) {
      if (/taken over|same at the flip|were held/.test(line)) say(`${command}: ${line.trim()}`);
    }
    say(`${command}: ${memory.line()}`);
    if (code !== 0) faults.push(`${command}: ${running.said()}`);
    return memory.growth();
  };

  await during('before', () => wait(seconds * 1000));
  await during('while it moves', async () => {
    const growth = await lead('apply');
    if (versions >= 100_000 && growth > 1.25) faults.push(`The memory of apply grew by ${growth.toFixed(2)}`);
  });
  sayPhases();
  await during('after the flip', () => wait(seconds * 1000));
  await during('while it moves back', () => lead('rollback'));
  for (const [place, memory] of serving.entries()) {
    memory.stop();
    say(`Serving process ${place + 1}: ${memory.line()}`);
  }
  const [left, right] = [await openSqlite(data), await openPostgres(postgres.url)];
  // What was written last goes into the store that is kept alike a moment later.
  for (const until = Date.now() + 60_000; Date.now() < until; await wait(200)) {
    if ((await compareDigests({ left, right, by: 'bucket' })).different === 0) break;
  }
  if ((await trust.record.stop('SIGTERM')) !== 0) faults.push('the record did not stop in order');
  const digesting = performance.now();
  const digests = await compareRecords({ left, right });
  say(
    `Digests of ${digests.buckets.ranges} ranges and ${count(digests.compartments.ranges)} patients compared in ${(since(digesting) * 1000).toFixed(0)} ms: ${digests.same ? 'the same' : 'they differ'}, ${count(digests.buckets.versions.left)} versions, sum ${digests.buckets.sums.left}`,
  );
  if (!digests.same) faults.push('the digests differ');
  const comparing = performance.now();
  const every = await compareRecords({ left, right, every: true });
  const compared = every.buckets.versions.left + every.buckets.versions.right;
  say(
    `Every version of both compared: ${count(compared)} in ${since(comparing).toFixed(0)} s, ${count(compared / since(comparing))}/s`,
  );
  if (!(every.same && every.complete)) faults.push('the versions differ');
  for (const store of [left, right]) faults.push(...(await lostFrom(store, [...acknowledged])));
  say(
    `${count(acknowledged.size)} resources were written meanwhile; each is in both stores with every version acknowledged`,
  );
  await Promise.all([left.stop(), right.stop()]);
} finally {
  await postgres.close();
  rmSync(folder, { recursive: true, force: true });
}
say(faults.length === 0 ? 'All of it holds.' : `FAILED:\n${faults.join('\n')}`);
const directory = fileURLToPath(new URL('../../../../../docs/evidence/change-over/', import.meta.url));
writeFileSync(join(directory, `move-${versions}.txt`), `${lines.join('\n')}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
