import { type FormInput, readFhirDate, type TypedDate } from '@baseplate-epr/clinical-format';

/** A date of three parts: none typed, a FHIR date of the precision that was typed, or why it is none. */
export type DateReading = { readonly date?: string; readonly error?: string };

/** The three parts of a date as they were typed. */
export function typedDate(input: FormInput, name: string): Required<TypedDate> {
  return { day: input.text(`${name}-day`), month: input.text(`${name}-month`), year: input.text(`${name}-year`) };
}

/**
 * Reads a date that may be a year, a month of a year, or a day. `what` begins the sentence of an error.
 * A date after `now` (milliseconds since 1970, in Europe/London) is refused.
 */
export function readTypedDate({ day, month, year }: Required<TypedDate>, what: string, now: number): DateReading {
  if (day === '' && month === '' && year === '') return {};
  if (year === '') return { error: `${what} needs a year. Enter the year alone if that is all that is known.` };
  if (day !== '' && month === '')
    return { error: `${what} has a day but no month. Enter the month, or take out the day.` };
  const parts = [year, month, day].filter((part) => part !== '');
  const date = parts.map((part, index) => (index === 0 ? part : part.padStart(2, '0'))).join('-');
  if (!parts.every((part) => /^\d{1,4}$/.test(part)) || !/^\d{4}/.test(year) || readFhirDate(date) === undefined) {
    return { error: `${what} is not a date of the calendar. Write it in numbers, such as 3 2 2024.` };
  }
  if (date > today(now).slice(0, date.length))
    return { error: `${what} is in the future. Enter the date it happened.` };
  return { date };
}

/** Today in the United Kingdom, as a FHIR date. */
export function today(now: number): string {
  const { year = 1970, month = 1, day = 1 } = readFhirDate(new Date(now).toISOString()) ?? {};
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
