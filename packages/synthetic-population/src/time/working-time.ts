import type { Random } from '../random/random.ts';
import { day, hour, minute } from './durations.ts';

/** Moves an instant to a weekday between 08:00 and 16:50 UTC, at a multiple of ten minutes, never later than before. */
export function workingTime(random: Random, instant: number): number {
  let midnight = Math.floor(instant / day) * day - day;
  // Day 0 of the epoch was a Thursday; 0 is Sunday here.
  const weekday = (Math.floor(midnight / day) + 4) % 7;
  if (weekday === 0) midnight -= 2 * day;
  if (weekday === 6) midnight -= day;
  return midnight + random.integer(8, 16) * hour + random.integer(0, 5) * 10 * minute;
}

/** Like {@link workingTime}, but never earlier than the instant: for what is still to come. */
export function nextWorkingTime(random: Random, instant: number): number {
  return workingTime(random, instant + 4 * day);
}
