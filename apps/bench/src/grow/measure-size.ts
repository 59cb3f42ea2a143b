import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningFloor } from '../floor/start-floor.ts';
import { requestBytes } from '../load/request-bytes.ts';
import { runLoad } from '../load/run-load.ts';
import { cycle } from '../measure/cycle.ts';
import { fileSizes } from '../measure/file-sizes.ts';
import { keepAnswers } from '../measure/keep-answers.ts';
import { measureOperation, type OperationResult } from '../measure/measure-operation.ts';
import { operations } from '../operations/operations.ts';
import { signIn } from '../processes/sign-in.ts';
import type { RunningRecord } from '../processes/start-record.ts';
import type { Usage } from '../processes/usage.ts';
import type { GrowState } from './grow-state.ts';
import type { GrowthResult, LoadPoint } from './growth-result.ts';
import { targetsAt } from './sample-bundles.ts';

/** What is measured at each size. */
const measured = ['read', 'chart search', 'identifier search', 'name search', '$everything'];
const concurrencies = [1, 16];

/** What to measure. */
export interface MeasureSizeOptions {
  readonly folder: string;
  readonly record: RunningRecord;
  readonly floor: RunningFloor;
  readonly state: GrowState;
  readonly size: number;
  /** The process that loaded, at its end. */
  readonly loading: Usage;
}

/**
 * Measures a record that has grown to a size. The floor holds only what the answers hold, at every size: it shows what the machine did
 * meanwhile, not what growing costs.
 */
export async function measureSize(options: MeasureSizeOptions): Promise<GrowthResult> {
  const { folder, record, floor, state, size, loading } = options;
  const credentials = { clinician: await record.token('consultant'), session: await signIn(record.port, 'consultant') };
  const chosen = operations(await targetsAt(folder, size), credentials).filter(({ name }) => measured.includes(name));
  const results: OperationResult[] = [];
  const lines: string[] = [];
  const kept = [];
  for (const operation of chosen) kept.push({ operation, answers: await keepAnswers(record.port, operation) });
  const seen = new Set<string>();
  for (const { answers } of kept) {
    for (const { answer } of answers) lines.push(JSON.stringify({ entry: newEntries(answer.body, seen) }));
  }
  const file = join(folder, 'answers.ndjson');
  await writeFile(file, lines.join('\n'));
  await floor.insert({ file, from: 0, to: lines.length, bundles: lines.length, rows: 1 });
  // The process is new: until the engine has compiled what all of them share, the first would pay for the others.
  for (const { operation } of kept) {
    const next = cycle(operation.requests.map(requestBytes));
    await runLoad({ port: record.port, concurrency: 16, next, milliseconds: 1500 });
  }
  for (const { operation, answers } of kept) {
    await floor.prepare(operation.name, answers);
    for (const concurrency of concurrencies) {
      const options = { record, floor, concurrency, rounds: 5, slice: 300, warmUp: 600, bare: false };
      results.push(await measureOperation(operation, options));
    }
  }
  return {
    patients: size,
    resources: state.resources,
    ingest: lastStretches(state.loading.filter(({ patients }) => patients <= size)),
    operations: results,
    memory: { loading, measuring: await record.usage() },
    startMilliseconds: record.startMilliseconds,
    files: await fileSizes(record.folder),
  };
}

interface Resource {
  readonly resourceType: string;
  readonly id: string;
}

/** The resources of an answer that no answer before it had. */
function newEntries(body: string, seen: Set<string>): readonly { readonly resource: Resource }[] {
  const answered = JSON.parse(body) as Resource & { readonly entry?: readonly { readonly resource?: Resource }[] };
  const entries = answered.resourceType === 'Bundle' ? (answered.entry ?? []) : [{ resource: answered }];
  return entries.flatMap(({ resource }) => {
    if (resource === undefined || seen.has(`${resource.resourceType}/${resource.id}`)) return [];
    seen.add(`${resource.resourceType}/${resource.id}`);
    return [{ resource }];
  });
}

/** The last ten stretches, or the last half where there are fewer, as one. */
function lastStretches(points: readonly LoadPoint[]): LoadPoint {
  const last = points.slice(-Math.min(10, Math.max(1, Math.floor(points.length / 2))));
  const before = points[points.length - last.length - 1]?.resources ?? 0;
  const end = last.at(-1) ?? { patients: 0, resources: 0, rate: 0, cpu: 0 };
  let seconds = 0;
  let cpu = 0;
  let from = before;
  for (const point of last) {
    seconds += (point.resources - from) / point.rate;
    cpu += (point.resources - from) * point.cpu;
    from = point.resources;
  }
  return { ...end, rate: (end.resources - before) / seconds, cpu: cpu / (end.resources - before) };
}
