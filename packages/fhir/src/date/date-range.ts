import { type DateFields, readDateFields } from './date-fields.ts';

/** A stretch of time in milliseconds since 1970-01-01T00:00:00Z: from `low` up to, not including, `high`. */
export interface DateRange {
  readonly low: number;
  readonly high: number;
}

/**
 * The time that a FHIR date, dateTime or instant stands for: `2024-02` is the whole of February, `10:30:15` the whole second. Without a
 * zone it is read as UTC.
 *
 * Fractions finer than a millisecond are cut to the millisecond that holds them; the leap second `:60` is the second after `:59`.
 *
 * @returns undefined when the text is none of them, or names a day, time or zone that does not exist.
 */
export function parseDateRange(text: string): DateRange | undefined {
  const fields = readDateFields(text);
  if (fields === undefined) return undefined;
  const shift = (fields.offset ?? 0) * 60_000;
  const low = startOf(fields) - shift;
  return { low, high: fields.day < 0 ? nextOf(fields) - shift : low + lengthOf(fields) };
}

/**
 * The moment that a FHIR instant stands for, in milliseconds since 1970-01-01T00:00:00Z.
 *
 * @returns undefined unless the text has seconds and a zone (https://hl7.org/fhir/R4/datatypes.html#instant).
 */
export function parseInstant(text: string): number | undefined {
  const fields = readDateFields(text);
  if (fields === undefined || fields.second < 0 || fields.offset === undefined) return undefined;
  return startOf(fields) - fields.offset * 60_000;
}

function startOf({ year, month, day, hour, minute, second, fraction }: DateFields): number {
  const start = utc(year, Math.max(month, 1), Math.max(day, 1));
  if (hour < 0) return start;
  const milliseconds = fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));
  return start + ((hour * 60 + minute) * 60 + Math.max(second, 0)) * 1000 + milliseconds;
}

function nextOf({ year, month }: DateFields): number {
  return month < 0 || month === 12 ? utc(year + 1, 1, 1) : utc(year, month + 1, 1);
}

function lengthOf({ hour, second, fraction }: DateFields): number {
  if (hour < 0) return 86_400_000;
  if (second < 0) return 60_000;
  return fraction === undefined ? 1000 : 10 ** (3 - Math.min(fraction.length, 3));
}

/** `Date.UTC` would take years below 100 for the twentieth century. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
