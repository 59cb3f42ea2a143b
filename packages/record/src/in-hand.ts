/** Counts work that is under way. */
export interface InHand {
  begin(): void;
  end(): void;
  /** Resolves when none is. */
  none(): Promise<void>;
}

/** Begins to count, at none. */
export function countInHand(): InHand {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    begin() {
      count += 1;
    },
    end() {
      count -= 1;
      if (count > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
    none: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
