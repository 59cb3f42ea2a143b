import { setImmediate } from 'node:timers/promises';

/** Calls between two pauses: some milliseconds of work. */
const stretch = 25;

/** Makes a function to call in a long loop: now and then it lets whoever else waits for this thread have a turn. */
export function breather(): () => Promise<void> {
  let calls = 0;
  return async () => {
    calls += 1;
    if (calls % stretch === 0) await setImmediate();
  };
}
