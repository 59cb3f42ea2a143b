import type { BenchResult } from '../measure/bench-result.ts';
import { bytesText, percentText } from './figures.ts';

/** A goal and what became of it. */
export interface Goal {
  readonly name: string;
  readonly wanted: string;
  /** Undefined where the run did not measure it. */
  readonly found: string | undefined;
  readonly met: boolean | undefined;
}

/** Shares of the floor that are wanted, at concurrency 16. */
const wantedRatios: readonly (readonly [operation: string, ratio: number])[] = [
  ['read', 0.5],
  ['chart search', 0.35],
  ['name search', 0.35],
  ['identifier search', 0.35],
  ['create', 0.4],
  ['update', 0.4],
  ['$everything', 0.6],
];
const wantedIngest = 0.4;
/** Bytes at the number of patients that the goal is set for. */
const wantedMemory = { bytes: 300e6, patients: 200 };

/** Judges a run by the goals of the project. The highest concurrency that was measured counts. */
export function judgeGoals({ operations, ingest, memory, patients }: BenchResult): readonly Goal[] {
  const busiest = <Result extends { readonly concurrency: number }>(results: readonly Result[]) =>
    results.toSorted((one, other) => other.concurrency - one.concurrency)[0];
  const ratioGoal = (name: string, wanted: number, ratio: number | undefined): Goal => ({
    name,
    wanted: `≥ ${percentText(wanted)} of its floor`,
    found: ratio === undefined ? undefined : percentText(ratio),
    met: ratio === undefined ? undefined : ratio >= wanted,
  });
  return [
    ...wantedRatios.map(([name, wanted]) =>
      ratioGoal(name, wanted, busiest(operations.filter(({ operation }) => operation === name))?.ratio),
    ),
    ratioGoal('ingest', wantedIngest, busiest(ingest)?.ratio),
    {
      name: 'peak memory',
      wanted: `≤ ${bytesText(wantedMemory.bytes)} at ${wantedMemory.patients} patients`,
      found: patients === wantedMemory.patients ? bytesText(memory.end.peak) : undefined,
      met: patients === wantedMemory.patients ? memory.end.peak <= wantedMemory.bytes : undefined,
    },
  ];
}
