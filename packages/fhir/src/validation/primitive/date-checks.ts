import { daysInMonth } from '../../date/date-fields.ts';

const month = '(?:0[1-9]|1[0-2])';
const day = '(?:0[1-9]|[12]\\d|3[01])';
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?';
const zone = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))';
const date = new RegExp(`^\\d{4}(?:-${month}(?:-${day})?)?$`);
const dateTime = new RegExp(`^\\d{4}(?:-${month}(?:-${day}(?:T${time}${zone})?)?)?$`);
const instant = new RegExp(`^\\d{4}-${month}-${day}T${time}${zone}$`);
const timeOfDay = new RegExp(`^${time}$`);

/** True for a FHIR date, 0001 to 9999, whose day exists. */
export function isDate(text: string): boolean {
  return date.test(text) && dayExists(text);
}

/** True for a FHIR dateTime: with a time it has seconds and a zone. */
export function isDateTime(text: string): boolean {
  return dateTime.test(text) && dayExists(text);
}

/** True for a FHIR instant. */
export function isInstant(text: string): boolean {
  return instant.test(text) && dayExists(text);
}

/** True for a FHIR time, which has seconds and no zone. */
export function isTime(text: string): boolean {
  return timeOfDay.test(text);
}

function dayExists(text: string): boolean {
  if (text.startsWith('0000')) return false;
  if (text.length < 10) return true;
  const dayOfMonth = Number(text.slice(8, 10));
  return dayOfMonth <= 28 || dayOfMonth <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}
