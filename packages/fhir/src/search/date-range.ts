/** A half-open stretch of time `[low, high)` in milliseconds since 1970. */
export interface DateRange {
  readonly low: number;
  readonly high: number;
}

/** An end that is not stated. */
export const openEnd = 8_640_000_000_000_000;

const pattern = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * The stretch of time that a FHIR date, dateTime or instant covers at its stated precision: `2013` is a year, `2013-01-14T10:00`
 * a minute, `…:00.5` a tenth of a second. Without a time zone it is read as UTC. `undefined` if it is malformed or not a
 * day of the calendar. Finer than a millisecond, it is widened to that millisecond.
 */
export function dateRange(text: string): DateRange | undefined {
  const parts = pattern.exec(text);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  if (parts[2] === undefined) return between(utc(year, 0, 1), utc(year + 1, 0, 1));
  const month = Number(parts[2]) - 1;
  if (month < 0 || month > 11) return undefined;
  if (parts[3] === undefined) return between(utc(year, month, 1), utc(year, month + 1, 1));
  const day = Number(parts[3]);
  const midnight = utc(year, month, day);
  if (day < 1 || new Date(midnight).getUTCMonth() !== month) return undefined;
  if (parts[4] === undefined) return between(midnight, midnight + 86_400_000);
  return timeRange(midnight, parts);
}

function timeRange(midnight: number, parts: RegExpExecArray): DateRange | undefined {
  const hour = Number(parts[4]);
  const minute = Number(parts[5]);
  // 60 is a leap second, which R4 allows.
  const second = Number(parts[6] ?? 0);
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const offset = zoneOffset(parts[8] ?? 'Z');
  if (offset === undefined) return undefined;
  const start = midnight + hour * 3_600_000 + minute * 60_000 + second * 1000 - offset;
  if (parts[6] === undefined) return between(start, start + 60_000);
  const fraction = parts[7];
  if (fraction === undefined) return between(start, start + 1000);
  const low = start + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return between(low, low + 10 ** Math.max(0, 3 - fraction.length));
}

/** Milliseconds that local time is ahead of UTC. */
function zoneOffset(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -60_000 : 60_000) * (hours * 60 + minutes);
}

function utc(year: number, month: number, day: number): number {
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  if (year > 99) return Date.UTC(year, month, day);
  return new Date(0).setUTCFullYear(year, month, day);
}

function between(low: number, high: number): DateRange {
  return { low, high };
}
