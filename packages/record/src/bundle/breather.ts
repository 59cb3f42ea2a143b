import { setImmediate, setTimeout } from 'node:timers/promises';

/** Milliseconds of work between two pauses. */
const stretch = 10;
/** From so many on, since one piece of work alone took that long, a pause is a rest: whoever else is served needs several turns for that. */
const long = 50;
/** Of a long stretch such a part is rested after it, and so many milliseconds at most. */
const restOf = 1 / 8;
const longestRest = 50;

/**
 * Makes a function to call in a long loop: now and then it gives a promise to wait for, so that whoever else waits for this thread has a turn.
 * Where several loops share it they all get the same promise: each has to call again when that is over, since another may have worked meanwhile.
 */
export function breather(): () => Promise<void> | undefined {
  let began = performance.now();
  let pausing: Promise<void> | undefined;
  const pause = async () => {
    const worked = performance.now() - began;
    await (worked < long ? setImmediate() : setTimeout(Math.min(longestRest, worked * restOf)));
    began = performance.now();
    pausing = undefined;
  };
  return () => {
    if (performance.now() - began < stretch) return undefined;
    pausing ??= pause();
    return pausing;
  };
}
