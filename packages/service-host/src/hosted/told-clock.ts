import type { Clock } from '@baseplate-epr/contracts';

/** A clock that goes on from the time it was last told. */
export interface ToldClock extends Clock {
  tell(now: number): void;
}

/** Makes a clock that was told nothing yet. */
export function createToldClock(): ToldClock {
  let told = 0;
  let at = performance.now();
  return {
    now: () => told + Math.floor(performance.now() - at),
    tell(now) {
      told = now;
      at = performance.now();
    },
  };
}
