import type { RunningFloor } from '../floor/start-floor.ts';
import { requestBytes } from '../load/request-bytes.ts';
import type { Operation } from '../operations/operation.ts';
import type { RunningRecord } from '../processes/start-record.ts';
import { cycle } from './cycle.ts';
import { measureSlice } from './measure-slice.ts';
import { type Round, ratiosOfRounds, roundSide, type Side, type Slice, sideOf } from './side.ts';

/** One operation at one concurrency. */
export interface OperationResult {
  readonly operation: string;
  readonly concurrency: number;
  readonly record: Side;
  /** What the goal is measured against. */
  readonly floor: Side;
  /** The bare route that answers the same bytes; only where it was asked for, or is the floor. */
  readonly bare?: Side;
  /** Rate of the record as a share of the floor's: the median of the rounds, each of which measured both. */
  readonly ratio: number;
  /** Processor time of the floor as a share of the record's, likewise. */
  readonly cpuRatio: number;
  readonly rounds: readonly Round[];
}

/** How to measure. */
export interface MeasureOptions {
  readonly record: RunningRecord;
  readonly floor: RunningFloor;
  readonly concurrency: number;
  readonly rounds: number;
  /** Milliseconds of a slice: one side in one round. */
  readonly slice: number;
  /** Milliseconds that each side runs before the first round, uncounted. */
  readonly warmUp: number;
  /** Whether the bare route is wanted beside a floor that is more. */
  readonly bare: boolean;
}

/**
 * Measures an operation: in each round the record, its floor and the bare route, one after the other, so that whatever slows the machine
 * slows all three. A warm-up before the first is not counted.
 */
export async function measureOperation(operation: Operation, options: MeasureOptions): Promise<OperationResult> {
  const { record, floor, concurrency, rounds, slice, warmUp, bare } = options;

  const toRecord = cycle(operation.requests.map(requestBytes));
  const toFloor = cycle(floorRequests(operation, 'floor'));
  const toBare = cycle(floorRequests(operation, 'bare'));
  const slices: { record: Slice; floor: Slice; bare?: Slice }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const milliseconds = round === 0 ? warmUp : slice;
    const ofRecord = await measureSlice(record, { next: toRecord, concurrency, milliseconds });
    const ofBare =
      bare || operation.floor === 'bare'
        ? { bare: await measureSlice(floor, { next: toBare, concurrency, milliseconds }) }
        : {};
    const ofFloor =
      operation.floor === 'bare' && ofBare.bare !== undefined
        ? ofBare.bare
        : await measureSlice(floor, { next: toFloor, concurrency, milliseconds });
    if (round > 0) slices.push({ record: ofRecord, floor: ofFloor, ...ofBare });
  }
  const measured = slices.map((each) => ({ record: roundSide(each.record), floor: roundSide(each.floor) }));
  const bareSlices = slices.flatMap((each) => each.bare ?? []);
  return {
    operation: operation.name,
    concurrency,
    record: sideOf(slices.map((each) => each.record)),
    floor: sideOf(slices.map((each) => each.floor)),
    ...(bareSlices.length === 0 ? {} : { bare: sideOf(bareSlices) }),
    ...ratiosOfRounds(measured),
    rounds: measured,
  };
}

/** The same requests under the floor's paths; bodies only where the route is `writing`. */
export function floorRequests(
  { name, requests, kept, writes }: Operation,
  route: 'floor' | 'bare',
  { writing = route === 'floor' }: { readonly writing?: boolean } = {},
): readonly Buffer[] {
  const count = Math.min(kept, requests.length);
  const path = (n: number) => `/${route}/${encodeURIComponent(name)}/${n % count}`;
  return requests.map((request, n) =>
    requestBytes(
      !writing || !writes
        ? { method: 'GET', path: path(n), ...(request.headers === undefined ? {} : { headers: request.headers }) }
        : { ...request, path: path(n) },
    ),
  );
}
