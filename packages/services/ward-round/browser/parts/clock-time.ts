import { formatTime } from '@baseplate-epr/clinical-format';

/** A moment, in milliseconds since 1970, as the time of the clock in the United Kingdom. */
export function clockTime(moment: number): string {
  return formatTime(new Date(moment).toISOString());
}
