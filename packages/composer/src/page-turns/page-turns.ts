/** Lets few pages of the user interface be made at once, in the order in which they were asked for. */
export interface PageTurns {
  /**
   * Runs it when its turn comes. One whose caller has gone meanwhile is run at once, since it ends at once.
   *
   * @param signal - aborted when the caller has gone
   */
  run<Result>(signal: AbortSignal, make: () => Promise<Result>): Promise<Result>;
}

/** How many and how long. */
export interface PageTurnsOptions {
  readonly atOnce: number;
  /** A page that has been in work for so many milliseconds waits for somebody else, and holds up nobody. */
  readonly patience: number;
}

/**
 * A page of a chart asks every service at once, and all of them are made by one thread. Made sixteen at a time, pages take each other's time away: every
 * panel of every page is as late as all of them together, and those whose services have little time are shown as unavailable, though nothing is
 * wrong with them. So pages wait before they begin, where no service's time is running yet; what they hold in memory waits as well.
 */
export function createPageTurns({ atOnce, patience }: PageTurnsOptions): PageTurns {
  const waiting = new Set<() => void>();
  let inWork = 0;

  const next = () => {
    for (const begin of waiting) {
      if (inWork >= atOnce) return;
      waiting.delete(begin);
      begin();
    }
  };
  const take = () => {
    inWork += 1;
    let held = true;
    const leave = () => {
      clearTimeout(timer);
      if (!held) return;
      held = false;
      inWork -= 1;
      next();
    };
    const timer = setTimeout(leave, patience);
    return leave;
  };
  const turn = (signal: AbortSignal): Promise<() => void> =>
    new Promise((resolve) => {
      const begin = () => {
        signal.removeEventListener('abort', gone);
        resolve(take());
      };
      const gone = () => {
        waiting.delete(begin);
        resolve(() => {});
      };
      if (inWork < atOnce) return begin();
      if (signal.aborted) return gone();
      signal.addEventListener('abort', gone, { once: true });
      waiting.add(begin);
    });

  return {
    async run(signal, make) {
      const leave = await turn(signal);
      try {
        return await make();
      } finally {
        leave();
      }
    },
  };
}
