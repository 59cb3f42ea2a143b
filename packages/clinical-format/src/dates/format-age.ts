import { dateAbsence } from './date-words.ts';
import { daysInMonth, epochOfFhirDate, type FhirDate, readFhirDate } from './fhir-date.ts';
import { epochOf, type Instant } from './instant.ts';
import { londonTime } from './london-time.ts';

/** Said when an age cannot be worked out. */
export const ageNotKnown = 'Age not known';

/** Completed years, and the months and days beyond them. */
type CalendarAge = { readonly years: number; readonly months: number; readonly days: number; readonly allDays: number };

type FullDate = { readonly year: number; readonly month: number; readonly day: number };

/**
 * Age for staff at `now`, by the NHS Common User Interface: under 2 hours in minutes, under 2 days in hours (both
 * only when the time of birth is known), under 4 weeks in days, under a year in weeks and days, under 2 years in
 * months and days, under 18 in years and months, then in years: `27d`, `7w 3d`, `14m 9d`, `4y 3m`, `81y`.
 * A partial date of birth gives `about 81y`. "Age not known" when either end is missing, unreadable or reversed.
 */
export function formatAge(birthDate: unknown, now: Instant): string {
  const epoch = epochOf(now);
  if (epoch === undefined) return ageNotKnown;
  return writeAge(birthDate, londonTime(epoch), epoch);
}

/**
 * Age at death for staff, in the same units as {@link formatAge}. `deceased` is FHIR's `deceasedDateTime`, or
 * `deceasedBoolean`, whose `true` gives "Not recorded"; a death that is only a year or month gives `about 81y`.
 */
export function formatAgeAtDeath(birthDate: unknown, deceased: unknown): string {
  if (deceased === true) return dateAbsence(undefined);
  const death = readFhirDate(deceased);
  if (death === undefined) return ageNotKnown;
  return writeAge(birthDate, death, death.hour === undefined ? undefined : epochOfFhirDate(deceased));
}

/** Completed years of life at `now`; `undefined` when the date of birth is missing, partial, unreadable or later. */
export function ageInYears(birthDate: unknown, now: Instant): number | undefined {
  const epoch = epochOf(now);
  const birth = full(readFhirDate(birthDate));
  if (epoch === undefined || birth === undefined) return undefined;
  return calendarAge(birth, londonTime(epoch))?.years;
}

function writeAge(birthDate: unknown, end: FhirDate, endEpoch: number | undefined): string {
  const birth = readFhirDate(birthDate);
  if (birth === undefined) return ageNotKnown;
  const from = full(birth);
  const to = full(end);
  if (from === undefined || to === undefined) return approximate(birth, end);
  const age = calendarAge(from, to);
  if (age === undefined) return ageNotKnown;
  const birthEpoch = birth.hour === undefined ? undefined : epochOfFhirDate(birthDate);
  if (birthEpoch !== undefined && endEpoch !== undefined && endEpoch - birthEpoch < 172_800_000) {
    const minutes = Math.floor((endEpoch - birthEpoch) / 60_000);
    if (minutes < 0) return ageNotKnown;
    return minutes < 120 ? `${minutes}min` : `${Math.floor(minutes / 60)}hr`;
  }
  if (age.allDays < 28) return `${age.allDays}d`;
  if (age.years < 1) return two(Math.floor(age.allDays / 7), 'w', age.allDays % 7, 'd');
  if (age.years < 2) return two(12 * age.years + age.months, 'm', age.days, 'd');
  if (age.years < 18) return two(age.years, 'y', age.months, 'm');
  return `${age.years}y`;
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit} ${small}${smallUnit}`;
}

function approximate(birth: FhirDate, end: FhirDate): string {
  const years = end.year - birth.year;
  const months = 12 * years + (end.month ?? 12) - (birth.month ?? 1);
  if (months < 0) return ageNotKnown;
  const known = birth.month !== undefined && end.month !== undefined;
  return `about ${known ? Math.floor(months / 12) : years}y`;
}

function full({ year, month, day }: Partial<FhirDate> = {}): FullDate | undefined {
  return year === undefined || month === undefined || day === undefined ? undefined : { year, month, day };
}

function calendarAge(from: FullDate, to: FullDate): CalendarAge | undefined {
  const allDays = (dayNumber(to) - dayNumber(from)) / 86_400_000;
  if (allDays < 0) return undefined;
  const beforeDay = to.day < from.day;
  const months = 12 * (to.year - from.year) + to.month - from.month - (beforeDay ? 1 : 0);
  // The last monthly birthday: for somebody born on the 31st it is the end of a shorter month.
  const year = from.year + Math.floor((from.month - 1 + months) / 12);
  const month = ((from.month - 1 + months) % 12) + 1;
  const anniversary = { year, month, day: Math.min(from.day, daysInMonth(year, month)) };
  const days = (dayNumber(to) - dayNumber(anniversary)) / 86_400_000;
  return { years: Math.floor(months / 12), months: months % 12, days, allDays };
}

function dayNumber({ year, month, day }: FullDate): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}
