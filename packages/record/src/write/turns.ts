/** Lets work on the same thing be done one after the other. */
export interface Turns {
  /** Runs the work when everything that was given earlier for this key has ended, however it ended. */
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
}

/** Makes turns for this process. Nothing is kept for a key that nobody waits for. */
export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(key, work) {
      const before = last.get(key) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(key, mine);
      const tidy = () => {
        if (last.get(key) === mine) last.delete(key);
      };
      mine.then(tidy, tidy);
      return mine;
    },
  };
}
