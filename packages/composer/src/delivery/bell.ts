/** Wakes whoever waits. */
export interface Bell {
  ring(): void;
  /** Resolves when it rings, at once if it has rung since the last time, and at the latest after so many milliseconds. */
  heard(within: number): Promise<void>;
}

/** Makes one that has not rung. */
export function createBell(): Bell {
  let hasRung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      hasRung = true;
      wake?.();
    },
    async heard(within) {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, within).unref();
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = undefined;
      }
      hasRung = false;
    },
  };
}
