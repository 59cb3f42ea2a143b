import type { Patient } from '@medplum/fhirtypes';
import { epochOfFhirDate, readFhirDate } from '../dates/fhir-date.ts';
import { type TakenField, takenFieldsAt } from './taken-fields.ts';
import { readWallTime, type WallTime } from './wall-time.ts';

const week = 7 * 86_400_000;
const parts = ['day', 'month', 'year'] as const;

/** When a set was taken, as FHIR takes it and in milliseconds since 1970. */
export type Taken = Extract<WallTime, { readonly outcome: 'moment' }>;

/** Says what is wrong with a field of the form; `taken` is the date. */
export type SayWrong = (name: 'taken' | 'taken-time' | 'late-reason', message: string) => void;

/**
 * Reads when a set was taken: a day, month and year and a time of the 24-hour clock in the United Kingdom, each of which can be
 * wrong by itself. Nothing is guessed: a year needs four digits, and an hour two, because 9:05 may be meant for the evening.
 * `undefined` if there is no such moment; a moment that cannot be is given back too, and said to be wrong.
 */
export function readTaken(form: URLSearchParams, patient: Patient, now: number, say: SayWrong): Taken | undefined {
  const typed = (name: TakenField) => form.get(name)?.trim() ?? '';
  const date = readDate([typed('taken-day'), typed('taken-month'), typed('taken-year')]);
  const clock = readClock(typed('taken-time'));
  if (date.wrong !== undefined) say('taken', date.wrong);
  if (clock.wrong !== undefined) say('taken-time', clock.wrong);
  if (date.text === undefined || clock.text === undefined) return undefined;
  const time = readWallTime(`${date.text}T${clock.text}`, now);
  if (time.outcome !== 'moment') {
    say('taken-time', 'That time did not exist: the clocks went forward. Enter another time');
    return undefined;
  }
  const died = epochOfFhirDate(patient.deceasedDateTime);
  if (time.at > now && isToday(form, now)) say('taken-time', 'The time taken must not be in the future');
  else if (time.at > now) say('taken', 'The date taken must not be in the future');
  else if (time.at < (epochOfFhirDate(patient.birthDate) ?? Number.NEGATIVE_INFINITY))
    say('taken', 'The date taken must not be before the date of birth');
  else if (died !== undefined && time.at > died)
    say('taken', 'The date and time taken must not be after the death of the patient');
  else if (now - time.at > week && (form.get('late-reason')?.trim() ?? '') === '') {
    say('late-reason', 'Say why a set of more than 7 days ago is entered now');
  }
  return time;
}

type Reading =
  | { readonly text: string; readonly wrong?: undefined }
  | { readonly text?: undefined; readonly wrong: string };

function readDate(typed: readonly [day: string, month: string, year: string]): Reading {
  const missing = parts.filter((_, index) => typed[index] === '');
  if (missing.length === 3) return { wrong: 'Enter the date the set was taken' };
  if (missing.length > 0) return { wrong: `The date taken needs a ${missing.join(' and a ')}` };
  const [day, month, year] = typed;
  if (!/^\d{4}$/.test(year)) return { wrong: 'The date taken needs a year of four digits, such as 2026' };
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return readFhirDate(text) === undefined
    ? { wrong: 'The date taken is not a date of the calendar. Write day, month and year in numbers' }
    : { text };
}

/** The colon may be missing, because the number keys of a telephone have none. */
function readClock(typed: string): Reading {
  if (typed === '') return { wrong: 'Enter the time the set was taken' };
  const match = /^([01]\d|2[0-3]):?([0-5]\d)$/.exec(typed);
  return match === null
    ? { wrong: 'The time taken must have four digits of the 24-hour clock, such as 09:05 or 21:05' }
    : { text: `${match[1]}:${match[2]}` };
}

function isToday(form: URLSearchParams, now: number): boolean {
  const today = takenFieldsAt(now);
  return (['taken-day', 'taken-month', 'taken-year'] as const).every(
    (name) => Number(form.get(name)) === Number(today[name]),
  );
}
