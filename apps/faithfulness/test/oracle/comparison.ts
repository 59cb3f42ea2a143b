import type { RunningRecord } from '../support/start-record.ts';

/** A search that the record answers otherwise than the oracle. */
export interface Difference {
  readonly search: string;
  readonly kind: string;
  readonly status?: number;
  /** What the oracle expects and the record did not find, and the other way round; the first ten of each. */
  readonly lacking: readonly string[];
  readonly extra: readonly string[];
  readonly expected: number;
  readonly found: number;
}

/** A search, and what its answer is held against. */
export interface Comparison {
  /** What is tried, for the report: `date gt`, `token :not`. */
  readonly kind: string;
  run(record: RunningRecord): Promise<Difference | undefined>;
}

/** The difference between what was expected and what was found. */
export function differenceOf(
  search: string,
  kind: string,
  expected: ReadonlySet<string>,
  found: ReadonlySet<string> | number,
): Difference | undefined {
  if (typeof found === 'number') {
    return { search, kind, status: found, lacking: [], extra: [], expected: expected.size, found: 0 };
  }
  const lacking = [...expected].filter((one) => !found.has(one));
  const extra = [...found].filter((one) => !expected.has(one));
  if (lacking.length === 0 && extra.length === 0) return undefined;
  const shown = { lacking: lacking.slice(0, 10), extra: extra.slice(0, 10) };
  return { search, kind, ...shown, expected: expected.size, found: found.size };
}
