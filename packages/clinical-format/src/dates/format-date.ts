import { dateAbsence, monthNames, timeNotRecorded } from './date-words.ts';
import { type FhirDate, readFhirDate } from './fhir-date.ts';

/**
 * A date for staff, by the NHS Common User Interface: `14-Jul-1945`, and for partial dates `Jul-1945` or `1945`.
 * Takes a FHIR date, dateTime or instant; a time with an offset gives the date in Europe/London. Never throws:
 * "Not recorded" when missing, "Date not readable" when it is no date.
 */
export function formatDate(value: unknown): string {
  const date = readFhirDate(value);
  return date === undefined ? dateAbsence(value) : writeDate(date);
}

/**
 * A time for staff in Europe/London on the 24-hour clock: `14:05`. In the hour that happens twice when the clocks go
 * back, the zone is said: `01:30 BST`. "Time not recorded" when only a date is known.
 */
export function formatTime(value: unknown): string {
  const date = readFhirDate(value);
  if (date === undefined) return dateAbsence(value);
  return writeTime(date) ?? timeNotRecorded;
}

/** Date and time for staff: `14-Jul-1945 14:05`; the date alone when no time was recorded. */
export function formatDateTime(value: unknown): string {
  const date = readFhirDate(value);
  if (date === undefined) return dateAbsence(value);
  const time = writeTime(date);
  return time === undefined ? writeDate(date) : `${writeDate(date)} ${time}`;
}

function writeDate({ year, month, day }: FhirDate): string {
  const parts = [String(year).padStart(4, '0')];
  if (month !== undefined) parts.unshift((monthNames[month - 1] ?? '').slice(0, 3));
  if (day !== undefined) parts.unshift(String(day).padStart(2, '0'));
  return parts.join('-');
}

function writeTime({ hour, minute, zone }: FhirDate): string | undefined {
  if (hour === undefined || minute === undefined) return undefined;
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return zone === undefined ? time : `${time} ${zone}`;
}
