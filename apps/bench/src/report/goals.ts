import { bytesText, percentText } from './figures.ts';

/** A goal and what became of it. */
export interface Goal {
  readonly name: string;
  readonly wanted: string;
  /** Of each number of requests at once that was measured, fewest first; empty where the run did not measure it. */
  readonly found: readonly Found[];
}

/** What was found. */
export interface Found {
  /** Absent of what does not depend on it. */
  readonly concurrency?: number;
  readonly text: string;
  readonly met: boolean;
}

/** Shares of the floor that are wanted. */
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

/** What is judged of a run. */
export interface JudgedRun {
  readonly patients: number;
  readonly operations: readonly (Measured & { readonly operation: string })[];
  readonly ingest: readonly Measured[];
  readonly memory: { readonly end: { readonly peak: number } };
}

interface Measured {
  readonly concurrency: number;
  readonly ratio: number;
}

/** Judges a run by the goals of the project. */
export function judgeGoals({ operations, ingest, memory, patients }: JudgedRun): readonly Goal[] {
  const ratioGoal = (name: string, wanted: number, results: readonly Measured[]): Goal => ({
    name,
    wanted: `≥ ${percentText(wanted)} of its floor`,
    found: results
      .toSorted((one, other) => one.concurrency - other.concurrency)
      .map(({ concurrency, ratio }) => ({ concurrency, text: percentText(ratio), met: ratio >= wanted })),
  });
  const isMemoryMeasured = patients === wantedMemory.patients;
  const { peak } = memory.end;
  return [
    ...wantedRatios.map(([name, wanted]) =>
      ratioGoal(
        name,
        wanted,
        operations.filter(({ operation }) => operation === name),
      ),
    ),
    ratioGoal('ingest', wantedIngest, ingest),
    {
      name: 'peak memory',
      wanted: `≤ ${bytesText(wantedMemory.bytes)} at ${wantedMemory.patients} patients`,
      found: isMemoryMeasured ? [{ text: bytesText(peak), met: peak <= wantedMemory.bytes }] : [],
    },
  ];
}
