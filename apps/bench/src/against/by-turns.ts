import { measureSlice } from '../measure/measure-slice.ts';
import { cpuOf, rateOf, type Side, type Slice, sideOf } from '../measure/side.ts';
import type { RunningRecord } from '../processes/start-record.ts';
import { type Spread, spreadOf } from './spread.ts';

/** Two records over the same work. */
export interface Pair<Each> {
  readonly mine: Each;
  readonly other: Each;
}

/** What both came to; ratios are this record's by the other's, each round by itself. */
export interface Compared extends Pair<Side> {
  readonly rate: Spread;
  readonly cpu: Spread;
}

/** One round of both; which goes first changes from round to round. */
export async function round(
  number: number,
  records: Pair<RunningRecord>,
  measure: (record: RunningRecord, whose: keyof Pair<unknown>) => Promise<Slice>,
): Promise<Pair<Slice>> {
  if (number % 2 === 0) {
    const mine = await measure(records.mine, 'mine');
    return { mine, other: await measure(records.other, 'other') };
  }
  const other = await measure(records.other, 'other');
  return { mine: await measure(records.mine, 'mine'), other };
}

/** Sends each record its own requests, by turns; the first round is not counted. */
export async function byTurns(
  records: Pair<RunningRecord>,
  next: Pair<() => Buffer>,
  { rounds, slice, concurrency }: { readonly rounds: number; readonly slice: number; readonly concurrency: number },
): Promise<Compared> {
  const done: Pair<Slice>[] = [];
  for (let number = 0; number <= rounds; number += 1) {
    const measured = await round(number, records, (record, whose) =>
      measureSlice(record, { next: next[whose], concurrency, milliseconds: slice }),
    );
    if (number > 0) done.push(measured);
  }
  return compared(done);
}

/** Sums rounds up. */
export function compared(rounds: readonly Pair<Slice>[]): Compared {
  return {
    mine: sideOf(rounds.map(({ mine }) => mine)),
    other: sideOf(rounds.map(({ other }) => other)),
    rate: spreadOf(rounds.map(({ mine, other }) => rateOf(mine) / rateOf(other))),
    cpu: spreadOf(rounds.map(({ mine, other }) => cpuOf(mine) / cpuOf(other))),
  };
}
