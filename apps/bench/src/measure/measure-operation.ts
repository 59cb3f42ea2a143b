import type { RunningFloor } from '../floor/start-floor.ts';
import { median } from '../load/percentile.ts';
import { requestBytes } from '../load/request-bytes.ts';
import type { Operation } from '../operations/operation.ts';
import type { RunningRecord } from '../processes/start-record.ts';
import { cycle } from './cycle.ts';
import { measureSlice } from './measure-slice.ts';
import { cpuOf, rateOf, type Side, type Slice, sideOf } from './side.ts';

/** One operation at one concurrency. */
export interface OperationResult {
  readonly operation: string;
  readonly concurrency: number;
  readonly record: Side;
  /** What the goal is measured against. */
  readonly floor: Side;
  /** The bare route that answers the same bytes. */
  readonly bare: Side;
  /** Rate of the record as a share of the floor's: the median of the rounds, each of which measured both. */
  readonly ratio: number;
  /** Processor time of the floor as a share of the record's, likewise. */
  readonly cpuRatio: number;
}

/** How to measure. */
export interface MeasureOptions {
  readonly record: RunningRecord;
  readonly floor: RunningFloor;
  readonly concurrency: number;
  readonly rounds: number;
  /** Milliseconds of a slice: one side in one round. */
  readonly slice: number;
}

/**
 * Measures an operation: in each round the record, its floor and the bare route, one after the other, so that whatever slows the machine
 * slows all three. One round before the first is not counted.
 */
export async function measureOperation(operation: Operation, options: MeasureOptions): Promise<OperationResult> {
  const { record, floor, concurrency, rounds, slice } = options;
  const load = (next: () => Buffer) => ({ next, concurrency, milliseconds: slice });
  const toRecord = cycle(operation.requests.map(requestBytes));
  const toFloor = cycle(floorRequests(operation, 'floor'));
  const toBare = cycle(floorRequests(operation, 'bare'));
  const slices: { record: Slice; floor: Slice; bare: Slice }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const ofRecord = await measureSlice(record, load(toRecord));
    const ofBare = await measureSlice(floor, load(toBare));
    const ofFloor = operation.floor === 'bare' ? ofBare : await measureSlice(floor, load(toFloor));
    if (round > 0) slices.push({ record: ofRecord, floor: ofFloor, bare: ofBare });
  }
  return {
    operation: operation.name,
    concurrency,
    record: sideOf(slices.map((each) => each.record)),
    floor: sideOf(slices.map((each) => each.floor)),
    bare: sideOf(slices.map((each) => each.bare)),
    ratio: median(slices.map((each) => rateOf(each.record) / rateOf(each.floor))),
    cpuRatio: median(slices.map((each) => cpuOf(each.floor) / cpuOf(each.record))),
  };
}

/** The same requests, headers and bodies included, under the floor's paths. */
function floorRequests({ name, requests, kept, writes }: Operation, route: 'floor' | 'bare'): readonly Buffer[] {
  const count = Math.min(kept, requests.length);
  const path = (n: number) => `/${route}/${encodeURIComponent(name)}/${n % count}`;
  return requests.map((request, n) =>
    requestBytes(
      route === 'bare' || !writes
        ? { method: 'GET', path: path(n), ...(request.headers === undefined ? {} : { headers: request.headers }) }
        : { ...request, path: path(n) },
    ),
  );
}
