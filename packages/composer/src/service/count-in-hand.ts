/** Counts what is in hand, and tells when nothing is. */
export interface InHand {
  add(change: 1 | -1): void;
  /** Resolves when nothing is in hand. */
  none(): Promise<void>;
}

/** Begins to count, at nothing. */
export function countInHand(): InHand {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    add(change) {
      count += change;
      if (count > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    none: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
