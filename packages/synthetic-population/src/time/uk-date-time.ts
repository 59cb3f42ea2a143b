import { hour } from './durations.ts';

interface SummerTime {
  readonly begins: number;
  readonly ends: number;
}

const summerTimes = new Map<number, SummerTime>();

/** Last Sunday of a month at 01:00 UTC, when United Kingdom clocks change (Summer Time Order 2002). */
function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, lastDay.getUTCDate() - lastDay.getUTCDay(), 1);
}

function summerTime(year: number): SummerTime {
  const known = summerTimes.get(year);
  if (known !== undefined) return known;
  const found = { begins: lastSunday(year, 2), ends: lastSunday(year, 9) };
  summerTimes.set(year, found);
  return found;
}

/** True when British Summer Time is in force at this instant. */
export function isSummerTime(instant: number): boolean {
  const { begins, ends } = summerTime(new Date(instant).getUTCFullYear());
  return instant >= begins && instant < ends;
}

/** An instant as a FHIR dateTime to the second, in United Kingdom local time with its offset. */
export function ukDateTime(instant: number): string {
  return isSummerTime(instant)
    ? `${new Date(instant + hour).toISOString().slice(0, 19)}+01:00`
    : `${new Date(instant).toISOString().slice(0, 19)}+00:00`;
}

/** The United Kingdom calendar day of an instant as a FHIR date. */
export function ukDate(instant: number): string {
  return ukDateTime(instant).slice(0, 10);
}
