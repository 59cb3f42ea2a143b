/** Lets so many pieces of work run at once; the others wait in the order they came. */
export interface Gate {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Makes a {@link Gate}. */
export function createGate(places: number): Gate {
  let free = places;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
