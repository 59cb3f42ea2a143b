/** Counts for how long anything is being read. */
export interface ReadingTime {
  /** Milliseconds until now; what is read at once counts once. */
  spent(): number;
  /** Reads, and counts the time until that is done. */
  during<Result>(read: () => Promise<Result>): Promise<Result>;
}

/** Begins to count, on a clock that never goes back. */
export function readingTime(now: () => number = () => performance.now()): ReadingTime {
  let before = 0;
  let inHand = 0;
  let since = 0;
  const running = () => (inHand === 0 ? 0 : now() - since);
  return {
    spent: () => before + running(),
    async during(read) {
      if (inHand === 0) since = now();
      inHand += 1;
      try {
        return await read();
      } finally {
        if (inHand === 1) before += running();
        inHand -= 1;
      }
    },
  };
}
