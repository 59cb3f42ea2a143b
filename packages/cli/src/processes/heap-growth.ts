/** How much garbage a heap may hold before it is collected, in per cent of what lives: where memory counts, and where collecting is most of what is done. */
export const heapGrowth = { sparing: 20, generous: 40 } as const;

/** Collections that follow each other within this time, in milliseconds, are too many. */
const often = 500;
/** And after such a rest they are few again. */
const seldom = 2_000;

/**
 * Makes the rule by which a heap grows: told the moment of each full collection, in milliseconds, it gives the per cent for the next. While a
 * record is filled, texts that wait for the disk outlive what is young, and at 20 % a heap of 50 MB is collected four times a second.
 */
export function createGrowthRule(): (moment: number) => number {
  let last = Number.NEGATIVE_INFINITY;
  let percent: number = heapGrowth.sparing;
  return (moment) => {
    const rest = moment - last;
    last = moment;
    if (rest < often) percent = heapGrowth.generous;
    else if (rest > seldom) percent = heapGrowth.sparing;
    return percent;
  };
}
