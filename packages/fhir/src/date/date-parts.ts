import { readDateFields } from './date-fields.ts';

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

/**
 * Takes apart `2024`, `2024-02`, `2024-02-29`, `2024-02-29T10:30`, `…:15`, `…:15.250` and `…+01:00` or `…Z`.
 *
 * This is wider than the dateTime of a resource, which needs seconds and a zone with a time: search parameters may leave
 * both out (https://hl7.org/fhir/R4/search.html#date).
 *
 * @returns undefined when the text has another form or names a day, time or zone that does not exist.
 */
export function parseDateParts(text: string): DateParts | undefined {
  const fields = readDateFields(text);
  if (fields === undefined) return undefined;
  const { year, fraction, offset } = fields;
  return {
    year,
    ...part('month', fields.month),
    ...part('day', fields.day),
    ...part('hour', fields.hour),
    ...part('minute', fields.minute),
    ...part('second', fields.second),
    ...(fraction === undefined ? {} : { fraction }),
    ...(offset === undefined ? {} : { offset }),
  } as DateParts;
}

function part(name: keyof DateParts, value: number): Partial<Record<keyof DateParts, number>> {
  return value < 0 ? {} : { [name]: value };
}
