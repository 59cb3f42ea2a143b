import { setImmediate } from 'node:timers/promises';

/** Calls between two pauses: some milliseconds of work. */
const stretch = 25;

/** Makes a function to call in a long loop: now and then it gives a promise to wait for, so that whoever else waits for this thread has a turn. */
export function breather(): () => Promise<void> | undefined {
  let calls = 0;
  return () => {
    calls += 1;
    return calls % stretch === 0 ? setImmediate() : undefined;
  };
}
