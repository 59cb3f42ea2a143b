import { dateAbsence, dayNames, monthNames, timeNotRecorded } from './date-words.ts';
import { type FhirDate, readFhirDate } from './fhir-date.ts';

/** How a date for patients is written. */
export type PatientDateOptions = {
  /** Put the day of the week first: `Wednesday 25 November 2026`. Needs a full date. */
  readonly weekday?: boolean;
};

/**
 * A date for patients, by the NHS digital service manual: `6 August 2018`, `August 2018`, `2018`.
 *
 * @see https://service-manual.nhs.uk/content/numbers-measurements-dates-time
 */
export function formatPatientDate(value: unknown, options: PatientDateOptions = {}): string {
  const date = readFhirDate(value);
  return date === undefined ? dateAbsence(value) : writeDate(date, options);
}

/** A time for patients: `2:05pm`, `9am`, `midday`, `midnight`; Europe/London. */
export function formatPatientTime(value: unknown): string {
  const date = readFhirDate(value);
  if (date === undefined) return dateAbsence(value);
  return writeTime(date) ?? timeNotRecorded;
}

/** Date and time for patients: `25 November 2026 at 2:30pm`; the date alone when no time was recorded. */
export function formatPatientDateTime(value: unknown, options: PatientDateOptions = {}): string {
  const date = readFhirDate(value);
  if (date === undefined) return dateAbsence(value);
  const time = writeTime(date);
  return time === undefined ? writeDate(date, options) : `${writeDate(date, options)} at ${time}`;
}

function writeDate({ year, month, day }: FhirDate, { weekday = false }: PatientDateOptions): string {
  if (month === undefined) return String(year);
  const name = monthNames[month - 1] ?? '';
  if (day === undefined) return `${name} ${year}`;
  const text = `${day} ${name} ${year}`;
  if (!weekday) return text;
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  return `${dayNames[moment.getUTCDay()]} ${text}`;
}

function writeTime({ hour, minute, zone }: FhirDate): string | undefined {
  if (hour === undefined || minute === undefined) return undefined;
  const suffix = zone === undefined ? '' : ` (${zone})`;
  if (minute === 0 && hour === 0) return `midnight${suffix}`;
  if (minute === 0 && hour === 12) return 'midday';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}${suffix}`;
}
