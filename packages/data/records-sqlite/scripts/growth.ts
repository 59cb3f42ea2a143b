/*
 * How the cost of the store grows: loads synthetic patients as the record would write them, straight into the store, and at each
 * size measures reads and searches by processor time, which other work on the machine disturbs less than the clock.
 *
 *   node scripts/growth.ts FOLDER [PATIENTS]
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { IndexEntry, Predicate, Query, RecordStore } from '@baseplate-epr/contracts';
import { createSqliteRecordStore } from '../src/index.ts';
import { populationWrites } from './population-writes.ts';

const [folder = 'growth', most = '20000'] = process.argv.slice(2);
const sizes = [200, 2000, 6000, 20_000].filter((size) => size <= Number(most));
const bundlesTogether = 4;
const asked = 400;

/** What the questions are about: some of the patients, spread over the whole load. */
interface Sample {
  readonly patient: string;
  readonly identifier: IndexEntry & { kind: 'token' };
  readonly code: IndexEntry & { kind: 'token' };
}

const file = join(folder, 'records.db');
mkdirSync(folder, { recursive: true });
for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
const store: RecordStore = createSqliteRecordStore({ file });
await store.start({
  clock: { now: () => Date.now() },
  logger: { info: () => {}, warn: () => {}, error: () => {} },
  randomBytes: (size) => randomBytes(size),
});

const samples: Sample[] = [];
let resources = 0;
let windowResources = 0;
let windowMicroseconds = 0;
let waiting: Parameters<RecordStore['commit']>[0][] = [];

for (const { kind, index, writes } of populationWrites(Number(most))) {
  waiting.push({ epoch: 0, writes });
  resources += writes.length;
  windowResources += writes.length;
  const sample = kind === 'patient' ? sampleOf(writes.map(({ version }) => version)) : undefined;
  if (sample !== undefined && (samples.length < 4000 || Math.random() < 4000 / index)) {
    samples[samples.length < 4000 ? samples.length : Math.floor(Math.random() * 4000)] = sample;
  }
  if (waiting.length >= bundlesTogether || sizes.includes(index)) {
    const begun = process.cpuUsage();
    await Promise.all(waiting.map((commit) => store.commit(commit)));
    windowMicroseconds += microsecondsSince(begun);
    waiting = [];
  }
  if (kind === 'patient' && sizes.includes(index)) {
    const sizeOnDisk = statSync(file).size;
    const figures = {
      patients: index,
      resources,
      'ingest µs/resource': round(windowMicroseconds / windowResources),
      ...(await measured()),
      'B/resource': round(sizeOnDisk / resources),
      'journal MB': round(statSync(`${file}-wal`).size / 1e6),
      'memory MB': round(anonymousMemory() / 1e6),
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    windowResources = 0;
    windowMicroseconds = 0;
  }
}
await store.stop();

function sampleOf(
  versions: readonly { type: string; id: string; entries: readonly IndexEntry[] }[],
): Sample | undefined {
  const patient = versions.find(({ type }) => type === 'Patient');
  const isToken =
    (parameter: string) =>
    (entry: IndexEntry): entry is IndexEntry & { kind: 'token' } =>
      entry.kind === 'token' && entry.parameter === parameter;
  const identifier = patient?.entries.find(isToken('identifier'));
  const code = versions.find(({ type }) => type === 'Observation')?.entries.find(isToken('code'));
  return patient === undefined || identifier === undefined || code === undefined
    ? undefined
    : { patient: patient.id, identifier, code };
}

async function measured(): Promise<Record<string, number>> {
  const chart = ({ patient, code }: Sample): Query => ({
    types: ['Observation'],
    where: and(
      { kind: 'reference', parameter: 'patient', type: 'Patient', id: patient },
      { kind: 'token', parameter: 'code', system: code.system, code: code.code },
    ),
    sort: [{ parameter: 'date', entry: 'date', direction: 'descending' }],
    count: 20,
  });
  return {
    'read µs': await timed(({ patient }) => store.read({ type: 'Patient', id: patient })),
    'identifier µs': await timed(({ identifier: { system, code } }) =>
      store.search({ types: ['Patient'], where: { kind: 'token', parameter: 'identifier', system, code }, count: 20 }),
    ),
    'chart µs': await timed((sample) => store.search(chart(sample))),
  };
}

/** Microseconds of processor time per question: the least of five rounds over random samples. */
async function timed(ask: (sample: Sample) => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const chosen = Array.from({ length: asked }, () => samples[Math.floor(Math.random() * samples.length)]);
    const begun = process.cpuUsage();
    for (const sample of chosen) if (sample !== undefined) await ask(sample);
    least = Math.min(least, microsecondsSince(begun) / asked);
  }
  return round(least);
}

function and(...predicates: readonly Predicate[]): Predicate {
  return { kind: 'and', predicates };
}

function microsecondsSince(begun: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begun);
  return user + system;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Memory of this process alone: without the pages of the file that are mapped into it, which the system may take back. */
function anonymousMemory(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
