import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FloorWork } from '../floor/floor-question.ts';
import type { RunningFloor } from '../floor/start-floor.ts';
import { median } from '../load/percentile.ts';
import { requestBytes } from '../load/request-bytes.ts';
import type { RunningRecord } from '../processes/start-record.ts';
import { countIndexRows } from './index-rows.ts';
import { measureSlice } from './measure-slice.ts';
import { type Round, ratiosOfRounds, roundSide, type Side, type Slice, sideOf } from './side.ts';

/** Ingest at one concurrency; rates in resources per second. */
export interface IngestResult {
  readonly concurrency: number;
  readonly record: Side;
  /** Raw inserts in one thread, without HTTP. */
  readonly floor: { readonly rate: number; readonly cpu: number };
  readonly ratio: number;
  readonly cpuRatio: number;
  readonly rounds: readonly Round[];
  /** Bytes of a resource as JSON, and index rows that the record made of it: means. */
  readonly bytes: number;
  readonly rows: number;
}

/** Whom to load. */
export interface IngestOptions {
  readonly record: RunningRecord;
  readonly floor: RunningFloor;
  /** Bundles by line, the organisations first. */
  readonly file: string;
  /** Line of the first bundle to load; with the first patient (1) the organisations come too. */
  readonly first: number;
  readonly patients: number;
  /** Bearer token of the system. */
  readonly token: string;
  readonly concurrencies: readonly number[];
  /** Parts the population is loaded in; the concurrencies take turns. */
  readonly parts: number;
}

interface Part {
  readonly concurrency: number;
  readonly record: Slice;
  readonly floor: FloorWork;
  readonly bytes: number;
  readonly rows: number;
}

/** Loads the population as transaction bundles, in parts: each goes into the record first, then into the floor's raw store. */
export async function measureIngest(options: IngestOptions): Promise<readonly IngestResult[]> {
  const { record, floor, file, first, patients, token, concurrencies, parts } = options;
  const bundles = await readLines(file);
  const send = (from: number, to: number, concurrency: number) =>
    measureSlice(record, {
      concurrency,
      next: nextOf(bundles.slice(from, to).map((text) => bundleRequest(text, token))),
    });
  if (first === 1) {
    await send(0, 1, 1);
    await floor.insert({ file, from: 0, to: 1, bundles: 1, rows: 1 });
  }
  const done: Part[] = [];
  for (let part = 0; part < parts; part += 1) {
    const from = first + Math.floor((part * patients) / parts);
    const to = first + Math.floor(((part + 1) * patients) / parts);
    const concurrency = concurrencies[part % concurrencies.length] ?? 1;
    const rowsBefore = countIndexRows(join(record.folder, 'records.db'));
    const slice = await send(from, to, concurrency);
    const made = countIndexRows(join(record.folder, 'records.db')) - rowsBefore;
    const resources = countResources(bundles.slice(from, to));
    const rows = made / resources;
    const raw = await floor.insert({ file, from, to, bundles: concurrency, rows });
    const bytes = bundles.slice(from, to).reduce((sum, { length }) => sum + length, 0) / resources;
    done.push({ concurrency, record: { ...slice, requests: resources }, floor: raw, bytes, rows });
  }
  return concurrencies.map((concurrency) =>
    resultOf(
      concurrency,
      done.filter((part) => part.concurrency === concurrency),
    ),
  );
}

/** Loads a whole population, the organisations first, 16 transactions at once; resources a second. */
export async function loadPopulation(record: RunningRecord, file: string, token: string): Promise<number> {
  const bundles = await readLines(file);
  const send = (some: readonly string[], concurrency: number) =>
    measureSlice(record, { concurrency, next: nextOf(some.map((text) => bundleRequest(text, token))) });
  await send(bundles.slice(0, 1), 1);
  const { milliseconds } = await send(bundles.slice(1), 16);
  return (1000 * countResources(bundles.slice(1))) / milliseconds;
}

/** A transaction as a request; the answer need not bring the resources back. */
export function bundleRequest(text: string, token: string): Buffer {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/fhir+json',
    prefer: 'return=minimal',
  };
  return requestBytes({ method: 'POST', path: '/fhir', headers, body: text });
}

/** Resources in bundles of the population, by the one request that each entry has. */
export function countResources(bundles: readonly string[]): number {
  return bundles.reduce((sum, text) => sum + text.split('"method":"PUT"').length - 1, 0);
}

function resultOf(concurrency: number, parts: readonly Part[]): IngestResult {
  const rounds = parts.map(({ record, floor }) => ({
    record: roundSide(record),
    floor: { rate: (1000 * floor.count) / floor.milliseconds, cpu: floor.cpu / floor.count },
  }));
  return {
    concurrency,
    record: sideOf(parts.map(({ record }) => record)),
    floor: {
      rate: median(rounds.map((round) => round.floor.rate)),
      cpu: median(rounds.map((round) => round.floor.cpu)),
    },
    ...ratiosOfRounds(rounds),
    rounds,
    bytes: median(parts.map(({ bytes }) => bytes)),
    rows: median(parts.map(({ rows }) => rows)),
  };
}

function nextOf(requests: readonly Buffer[]): () => Buffer | undefined {
  let at = 0;
  return () => requests[at++];
}

async function readLines(file: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) lines.push(line);
  return lines;
}
