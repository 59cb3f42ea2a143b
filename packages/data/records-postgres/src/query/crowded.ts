/** Remembers which parameters have values that lead to many resources, such as the sex of a patient. */
export interface Crowded {
  /** Of these parameters, the one whose values lead to the fewest as far as is known; undefined if it is not worth to try any. */
  choose(parameters: readonly string[]): string | undefined;
  /** Says whether a value of the parameter led to few. */
  note(parameter: string, few: boolean): void;
}

/** Parameters remembered at once: about what all of R4 has. */
const remembered = 4096;

/** What one value that leads to many counts, and one that leads to few. */
const step = 16;
const most = 4 * step;
/** From here on it is not tried; each time that it is not brings it nearer to being tried again. */
const notTried = 2 * step;

/** Makes an empty memory. */
export function createCrowded(): Crowded {
  const known = new Map<string, number>();
  const set = (parameter: string, crowd: number) => {
    if (crowd === 0) return known.delete(parameter);
    if (known.size >= remembered) known.clear();
    return known.set(parameter, crowd);
  };
  const crowdOf = (parameter: string) => known.get(parameter) ?? 0;
  return {
    choose(parameters) {
      const [best, ...others] = parameters;
      if (best === undefined) return undefined;
      const least = others.reduce((one, other) => (crowdOf(other) < crowdOf(one) ? other : one), best);
      const crowd = crowdOf(least);
      if (crowd < notTried) return least;
      set(least, crowd - 1);
      return undefined;
    },
    note(parameter, few) {
      const crowd = crowdOf(parameter);
      if (few && crowd === 0) return;
      set(parameter, few ? Math.max(0, crowd - step) : Math.min(most, crowd + step));
    },
  };
}
