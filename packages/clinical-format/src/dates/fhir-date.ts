import { londonTime } from './london-time.ts';

/**
 * A FHIR date, dateTime or instant as it must be read in the United Kingdom. Only the parts that were given are
 * there: a year alone has neither month nor day, a date has no time.
 */
export type FhirDate = {
  readonly year: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  /** "GMT" or "BST", only where the wall clock alone is ambiguous (the hour repeated in October). */
  readonly zone?: 'GMT' | 'BST';
};

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/**
 * Reads a FHIR date, dateTime or instant. A time with an offset becomes Europe/London time, whatever the offset; a
 * time without one (which FHIR forbids) is taken as it stands. A leap second counts as the second before it.
 * `undefined` for anything that is not a date of the calendar.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#dateTime
 */
export function readFhirDate(value: unknown): FhirDate | undefined {
  const match = typeof value === 'string' ? shape.exec(value.trim()) : null;
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => (part ? Number(part) : undefined));
  if (year === undefined || year === 0 || !isCalendarDate(year, month, day)) return undefined;
  if (hour === undefined || minute === undefined) {
    return { year, ...(month !== undefined && { month }), ...(day !== undefined && { day }) };
  }
  if (hour > 23 || minute > 59 || (second ?? 0) > 60) return undefined;
  const epoch = epochOfFhirDate(value);
  if (match[7] === undefined || epoch === undefined) {
    return match[7] === undefined ? { year, month: month ?? 1, day: day ?? 1, hour, minute } : undefined;
  }
  const { zone, repeated, ...wall } = londonTime(epoch);
  return repeated ? { ...wall, zone } : wall;
}

/**
 * Epoch milliseconds of a FHIR date for sorting and plotting: the first moment (UTC) a partial date or date can
 * mean. `undefined` when it cannot be read.
 */
export function epochOfFhirDate(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  // Sorted and drawn by the hundred: whether it is such a text is asked without taking it to pieces.
  if (!shape.test(text)) return undefined;
  const part = (from: number, length: number, absent: string) => text.slice(from, from + length) || absent;
  const [year, month, day] = [part(0, 4, ''), part(5, 2, '01'), part(8, 2, '01')];
  if (!isCalendarDate(Number(year), Number(month), Number(day))) return undefined;
  const second = text[16] === ':' ? part(17, 2, '00') : '00';
  const offset = text.length > 16 ? offsetOf(text) : 'Z';
  const time = `${part(11, 5, '00:00')}:${second === '60' ? '59' : second}`;
  const epoch = Date.parse(`${year}-${month}-${day}T${time}${offset}`);
  return Number.isNaN(epoch) ? undefined : epoch;
}

/** What follows the time of a text of the {@link shape}. */
function offsetOf(text: string): string {
  if (text.endsWith('Z')) return 'Z';
  return /[+-]/.test(text.charAt(text.length - 6)) ? text.slice(-6) : 'Z';
}

function isCalendarDate(year: number, month: number | undefined, day: number | undefined): boolean {
  if (month === undefined) return true;
  if (month < 1 || month > 12) return false;
  return day === undefined || (day >= 1 && day <= daysInMonth(year, month));
}

/** The number of days of a month (1 to 12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
