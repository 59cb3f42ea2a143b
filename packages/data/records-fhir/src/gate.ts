/** Lets so many pieces of work run at once; the others wait in the order they came. */
export interface Gate {
  /** Rejects as the work does, or as the patience of those who wait says; then the work is never begun. */
  run<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing runs, and nothing waits. */
  settled(): Promise<void>;
}

/** How long work waits for a place. */
export interface Patience {
  readonly milliseconds: number;
  /** What it is told after that. */
  refusal(milliseconds: number): Error;
}

/** Makes a {@link Gate}; without `patience` work waits as long as it must. */
export function createGate(places: number, patience?: Patience): Gate {
  let free = places;
  const waiting: (() => void)[] = [];
  let watching: (() => void)[] = [];

  const place = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = ({ milliseconds, refusal }: Patience) => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(refusal(milliseconds));
      };
      const timer = patience && setTimeout(giveUp, patience.milliseconds, patience);
      waiting.push(enter);
    });

  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
    if (free < places) return;
    for (const resolve of watching) resolve();
    watching = [];
  };

  return {
    async run(work) {
      if (free > 0) free -= 1;
      else await place();
      try {
        return await work();
      } finally {
        leave();
      }
    },
    settled: () => (free === places ? Promise.resolve() : new Promise((resolve) => watching.push(resolve))),
  };
}
