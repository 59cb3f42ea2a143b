import type { Clock } from '@baseplate-epr/contracts';

/** A clock that moves only when told to. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
}

/** Makes a {@link TestClock}; it begins at 2026-01-01T00:00:00Z unless told otherwise. */
export function createTestClock(start = Date.UTC(2026, 0, 1)): TestClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
