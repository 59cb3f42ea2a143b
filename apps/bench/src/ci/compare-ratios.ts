import type { OperationRatios, Ratios } from './ratios.ts';

/** An operation that has become slower than the baseline allows. */
export interface Regression {
  readonly operation: string;
  /** What was compared. */
  readonly kind: keyof OperationRatios;
  readonly baseline: number;
  readonly found: number;
  /** How much more the record takes for the same work: 0.25 is a quarter more. */
  readonly slower: number;
}

/**
 * How much slower is too slow. Processor time hardly depends on who else uses the machine. The rate does: it depends on the disk above
 * all, and is here for what processor time cannot see, such as a wait or a sync more in each request.
 */
const allowed: Readonly<Record<keyof OperationRatios, number>> = { cpu: 0.25, rate: 1 };

/**
 * Compares what was found with the baseline.
 *
 * @throws RangeError if an operation of the baseline was not measured: a missing figure is no good one
 */
export function findRegressions(baseline: Ratios, found: Ratios): readonly Regression[] {
  return Object.entries(baseline).flatMap(([operation, before]) => {
    const now = found[operation];
    if (now === undefined) throw new RangeError(`The baseline has "${operation}", which was not measured.`);
    return (['cpu', 'rate'] as const).flatMap((kind) => {
      const slower = before[kind] / now[kind] - 1;
      // Written so that a figure that is no number fails too.
      const within = slower <= allowed[kind];
      return within ? [] : [{ operation, kind, baseline: before[kind], found: now[kind], slower }];
    });
  });
}
