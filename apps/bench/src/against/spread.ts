import { percentile } from '../load/percentile.ts';

/** Ratios of many rounds: the middle one, and those between which half of them lie. */
export interface Spread {
  readonly rounds: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** Sums ratios up. */
export function spreadOf(ratios: readonly number[]): Spread {
  return {
    rounds: ratios.length,
    low: percentile(ratios, 0.25),
    middle: percentile(ratios, 0.5),
    high: percentile(ratios, 0.75),
  };
}

/** Fewer rounds lie on one side by chance. */
const fewest = 8;

/** Whether most rounds lie on one side of "the same", and there were rounds enough. */
export function tells({ rounds, low, high }: Spread): boolean {
  return rounds >= fewest && (low > 1 || high < 1);
}
