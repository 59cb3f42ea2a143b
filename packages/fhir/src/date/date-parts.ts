/** Fields of a FHIR date, dateTime or instant, as far as they were written. */
export interface DateParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  readonly minute?: number;
  /** 0 to 60: FHIR allows the leap second. */
  readonly second?: number;
  /** Digits after the decimal point of the seconds, as written. */
  readonly fraction?: string;
  /** Minutes east of UTC. */
  readonly offset?: number;
}

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:(Z)|([+-])(\d\d):(\d\d))?)?)?)?$/;

/**
 * Takes apart `2024`, `2024-02`, `2024-02-29`, `2024-02-29T10:30`, `…:15`, `…:15.250` and `…+01:00` or `…Z`.
 *
 * This is wider than the dateTime of a resource, which needs seconds and a zone with a time: search parameters may leave
 * both out (https://hl7.org/fhir/R4/search.html#date).
 *
 * @returns undefined when the text has another form or names a day, time or zone that does not exist.
 */
export function parseDateParts(text: string): DateParts | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, utc, sign, offsetHour, offsetMinute] = match;
  const parts = {
    year: Number(year),
    ...number('month', month),
    ...number('day', day),
    ...number('hour', hour),
    ...number('minute', minute),
    ...number('second', second),
    ...(fraction === undefined ? {} : { fraction }),
    ...(utc === undefined ? {} : { offset: 0 }),
    ...(sign === undefined ? {} : { offset: Number(`${sign}1`) * (Number(offsetHour) * 60 + Number(offsetMinute)) }),
  } as DateParts;
  return exists(parts) && Number(offsetMinute ?? 0) < 60 ? parts : undefined;
}

function number(name: keyof DateParts, digits: string | undefined): Partial<Record<keyof DateParts, number>> {
  return digits === undefined ? {} : { [name]: Number(digits) };
}

function exists({ year, month = 1, day = 1, hour = 0, minute = 0, second = 0, offset = 0 }: DateParts): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  return hour < 24 && minute < 60 && second <= 60 && Math.abs(offset) <= 14 * 60;
}

/** Days of a month (1 to 12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
