import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work between two pauses. */
const stretch = 10;

/** Makes a function to call in a long loop: now and then it gives a promise to wait for, so that whoever else waits for this thread has a turn. */
export function breather(): () => Promise<void> | undefined {
  let began = performance.now();
  const pause = async () => {
    await setImmediate();
    began = performance.now();
  };
  return () => (performance.now() - began < stretch ? undefined : pause());
}
