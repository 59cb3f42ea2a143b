import { formatDate } from '../dates/format-date.ts';
import { isNhsNumber } from '../nhs-number/nhs-number.ts';
import { findBirthDate, readDate } from './read-birth-date.ts';

/** What somebody meant by what they typed. */
export interface UnderstoodSearch {
  /** Words of a name, in any order. */
  readonly words: readonly string[];
  /** FHIR date, or the beginning of one. */
  readonly born?: string;
  /** Ten digits; `valid` tells whether the check digit is right. */
  readonly nhsNumber?: { readonly digits: string; readonly valid: boolean };
  /** Hospital numbers. */
  readonly numbers: readonly string[];
  /** Figures that can be read in a second way: a date written without marks, or a year that may be a number. */
  readonly otherwise?: { readonly born?: string; readonly number?: string };
  /** What is wrong or missing, in sentences for the person. */
  readonly notes: readonly string[];
}

const titles = new Set('mr mrs ms miss mx master dr prof professor sir dame lady lord rev revd'.split(' '));
const labels =
  /(?<!\p{L})(?:nhs(?:\s*(?:no|num|number))?|hosp(?:ital)?\s*(?:no|num|number)|mrn|born|dob|d\.o\.b)(?!\p{L})[.:#]*/giu;
const tenDigits = /(?<![\p{L}\p{N}])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\p{L}\p{N}])/u;

/**
 * Understands one field that takes a name (any order, case, accents, parts of names), a date of birth in any usual way of writing, an
 * NHS number with or without spaces, a hospital number, or several of them: `edwards 1945`. Never throws.
 */
export function understandSearch(typed: string, now: number): UnderstoodSearch {
  const thisYear = new Date(now).getUTCFullYear();
  const notes: string[] = [];
  let text = clean(typed);
  const date = findBirthDate(text, thisYear);
  if (date !== undefined) {
    text = date.rest;
    if ('impossible' in date)
      notes.push(`There is no date ${date.impossible}. Write the day first: 14-Jul-1945 or 14/7/1945.`);
  }
  let born = date !== undefined && 'date' in date ? date.date : undefined;
  const ten = tenDigits.exec(text);
  const digits = ten?.[0].replace(/[ -]/g, '');
  if (ten !== null) text = `${text.slice(0, ten.index)} ${text.slice(ten.index + ten[0].length)}`;
  const tokens = text
    .replace(labels, ' ')
    .split(/[\s,;()[\]"]+/)
    .map(trimMarks)
    .filter((token) => token !== '');
  const words = namesOf(tokens.filter((token) => !/\p{N}/u.test(token)));
  let numbers = tokens.filter((token) => /\p{N}/u.test(token));

  const year = born === undefined ? numbers.find((token) => isBirthYear(token, thisYear)) : undefined;
  if (year !== undefined) {
    born = year;
    numbers = numbers.filter((token) => token !== year);
  }
  const alone = words.length === 0 && digits === undefined && notes.length === 0;
  const otherwise = alone ? secondReading({ year, numbers, born }, thisYear) : undefined;
  notes.push(...nhsNotes(digits, numbers, otherwise?.born !== undefined));
  return {
    words,
    numbers: alone && numbers.length > 1 && numbers.every(isDigits) ? [numbers.join('')] : numbers,
    notes,
    ...(born === undefined ? {} : { born }),
    ...(digits === undefined ? {} : { nhsNumber: { digits, valid: isNhsNumber(digits) } }),
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}

/** Says how a search was understood: `born 14-Jul-1945, name with “edwards”`. */
export function understoodWords({ words, born, nhsNumber, numbers }: UnderstoodSearch): string {
  return [
    words.length > 0 && `name with ${words.map((word) => `“${word}”`).join(' and ')}`,
    born !== undefined && `born ${born.length === 4 ? `in ${born}` : formatDate(born)}`,
    nhsNumber !== undefined && `NHS number ${spaced(nhsNumber.digits)}`,
    numbers.length > 0 && `hospital number ${numbers.join(' and ')}`,
  ]
    .filter((part) => part !== false)
    .join(', ');
}

/** Letters that look the same typed in another way become one; what cannot be seen goes. */
function clean(typed: string): string {
  return typed
    .slice(0, 200)
    .toWellFormed()
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'")
    .replace(/\p{Dash}/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

function trimMarks(token: string): string {
  return token.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}

function namesOf(words: readonly string[]): readonly string[] {
  const names = words.filter((word) => !titles.has(word.toLowerCase()));
  return names.length > 0 ? names : words;
}

const isDigits = (token: string) => /^\d+$/.test(token);

function isBirthYear(token: string, thisYear: number): boolean {
  return /^\d{4}$/.test(token) && Number(token) >= thisYear - 130 && Number(token) <= thisYear;
}

function secondReading(
  {
    year,
    numbers,
    born,
  }: { readonly year: string | undefined; readonly numbers: readonly string[]; readonly born: string | undefined },
  thisYear: number,
): UnderstoodSearch['otherwise'] {
  const [only] = numbers;
  if (year !== undefined && numbers.length === 0) return { number: year };
  const match = /^(\d{2})(\d{2})(\d{4})$/.exec(only ?? '');
  if (born !== undefined || numbers.length !== 1 || match === null) return undefined;
  const date = readDate({ day: match[1], month: match[2] ?? '', year: match[3] ?? '' }, thisYear);
  const plausible = date !== undefined && isBirthYear(match[3] ?? '', thisYear);
  return plausible ? { born: date } : undefined;
}

function nhsNotes(digits: string | undefined, numbers: readonly string[], readAsDate: boolean): readonly string[] {
  if (digits !== undefined) {
    return isNhsNumber(digits)
      ? []
      : [`${spaced(digits)} is not an NHS number: its check digit is wrong. Look for a mistyped or swapped figure.`];
  }
  const figures = numbers.filter(isDigits).join('');
  const short =
    !readAsDate && numbers.length > 0 && numbers.every(isDigits) && figures.length >= 3 && figures.length !== 10;
  return short
    ? [`An NHS number has 10 figures; this has ${figures.length}. Hospital numbers have to be whole, too.`]
    : [];
}

/** Ten digits as people read them. */
function spaced(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}
