/** Fields of a FHIR date, dateTime or instant. Those that were not written are -1, so that all have one shape and none needs an object of its own. */
export interface DateFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits after the decimal point of the seconds, as written. */
  readonly fraction: string | undefined;
  /** Minutes east of UTC. */
  readonly offset: number | undefined;
}

/** The greatest offset of any zone, in minutes. */
const farthest = 14 * 60;

/**
 * Reads the fields of a date; see `parseDateParts` for its forms. Without a regular expression, since every date of every resource comes by:
 * matching one made a list of a dozen texts.
 *
 * @returns undefined when the text has another form or names a day, time or zone that does not exist.
 */
export function readDateFields(text: string): DateFields | undefined {
  const { length } = text;
  const century = pairAt(text, 0);
  const ofCentury = pairAt(text, 2);
  const year = century * 100 + ofCentury;
  if (century < 0 || ofCentury < 0 || year < 1) return undefined;
  if (length === 4) return dateOf(year, -1, -1);
  const month = text.charCodeAt(4) === hyphen ? pairAt(text, 5) : -1;
  if (month < 1 || month > 12) return undefined;
  if (length === 7) return dateOf(year, month, -1);
  const day = text.charCodeAt(7) === hyphen ? pairAt(text, 8) : -1;
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  return length === 10 ? dateOf(year, month, day) : readTime(text, year, month, day);
}

const hyphen = 0x2d;
const colon = 0x3a;

function dateOf(year: number, month: number, day: number): DateFields {
  return { year, month, day, hour: -1, minute: -1, second: -1, fraction: undefined, offset: undefined };
}

/** `Thh:mm`, then seconds with or without a fraction, then a zone; the last two may be missing. */
function readTime(text: string, year: number, month: number, day: number): DateFields | undefined {
  const hour = text.charCodeAt(10) === 0x54 ? pairAt(text, 11) : -1;
  const minute = text.charCodeAt(13) === colon ? pairAt(text, 14) : -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  let at = 16;
  let second = -1;
  let fraction: string | undefined;
  if (text.charCodeAt(at) === colon) {
    second = pairAt(text, 17);
    if (second < 0 || second > 60) return undefined;
    at = 19;
    if (text.charCodeAt(at) === 0x2e) {
      const end = digitsEnd(text, at + 1);
      if (end === at + 1) return undefined;
      fraction = text.slice(at + 1, end);
      at = end;
    }
  }
  if (at === text.length) return { year, month, day, hour, minute, second, fraction, offset: undefined };
  const offset = offsetAt(text, at);
  return offset === undefined ? undefined : { year, month, day, hour, minute, second, fraction, offset };
}

/** The zone, which must be the rest of the text. */
function offsetAt(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at);
  if (code === 0x5a) return text.length === at + 1 ? 0 : undefined;
  if ((code !== 0x2b && code !== hyphen) || text.length !== at + 6 || text.charCodeAt(at + 3) !== colon)
    return undefined;
  const hours = pairAt(text, at + 1);
  const minutes = pairAt(text, at + 4);
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > farthest) return undefined;
  // Times the sign, as in `-00:00`, which is minus zero.
  return (code === 0x2b ? 1 : -1) * (hours * 60 + minutes);
}

/** The number that two digits make, or -1. */
function pairAt(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(at)) at += 1;
  return at;
}

/** Days of a month (1 to 12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
