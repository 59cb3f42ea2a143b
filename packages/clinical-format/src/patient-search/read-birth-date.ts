const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthWord =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const before = '(?<![\\p{L}\\p{N}])';
const after = '(?![\\p{L}\\p{N}])';
const dateShapes: readonly { readonly shape: RegExp; readonly parts: readonly ('y' | 'm' | 'd')[] }[] = [
  { shape: new RegExp(`${before}(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${after}`, 'iu'), parts: ['y', 'm', 'd'] },
  { shape: new RegExp(`${before}(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${after}`, 'iu'), parts: ['d', 'm', 'y'] },
  {
    shape: new RegExp(
      `${before}(\\d{1,2})(?:st|nd|rd|th)?[-/. ]*(?:of )?${monthWord}[-/., ]*(\\d{4}|\\d{2})${after}`,
      'iu',
    ),
    parts: ['d', 'm', 'y'],
  },
  { shape: new RegExp(`${before}${monthWord}[-/., ]*(\\d{4})${after}`, 'iu'), parts: ['m', 'y'] },
];

/** A date of birth found in what somebody typed, and what stands around it. */
export interface FoundBirthDate {
  /** FHIR date: a day, or a month, or a year. */
  readonly date: string;
  readonly rest: string;
}

/** What looked like a date and is none. */
export interface ImpossibleDate {
  readonly impossible: string;
  readonly rest: string;
}

/**
 * Finds a date of birth, day before month as the United Kingdom writes it: `14/7/1945`, `14-Jul-1945`, `14 July 1945`, `1945-07-14`,
 * `14.7.45`, `July 1945`. Two figures of a year mean the latest such year that is not after `thisYear`.
 */
export function findBirthDate(text: string, thisYear: number): FoundBirthDate | ImpossibleDate | undefined {
  for (const { shape, parts } of dateShapes) {
    const match = shape.exec(text);
    if (match === null) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    const part = (name: 'y' | 'm' | 'd') => match[parts.indexOf(name) + 1] ?? '';
    const date = readDate(
      { day: parts.includes('d') ? part('d') : undefined, month: part('m'), year: part('y') },
      thisYear,
    );
    return date === undefined ? { impossible: match[0].trim(), rest } : { date, rest };
  }
  return undefined;
}

interface WrittenDate {
  readonly day: string | undefined;
  readonly month: string;
  readonly year: string;
}

/** A FHIR date from its written parts; `undefined` if the calendar has no such date. */
export function readDate({ day, month, year }: WrittenDate, thisYear: number): string | undefined {
  const y = year.length === 2 ? fullYear(Number(year), thisYear) : Number(year);
  const m = /^\d+$/.test(month) ? Number(month) : months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  if (y < 1 || m < 1 || m > 12) return undefined;
  const yearAndMonth = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`;
  if (day === undefined) return yearAndMonth;
  const d = Number(day);
  const moment = new Date(0);
  moment.setUTCFullYear(y, m - 1, d);
  const exists = d >= 1 && moment.getUTCMonth() === m - 1 && moment.getUTCDate() === d;
  return exists ? `${yearAndMonth}-${String(d).padStart(2, '0')}` : undefined;
}

function fullYear(two: number, thisYear: number): number {
  const century = thisYear - (thisYear % 100);
  return century + two <= thisYear ? century + two : century - 100 + two;
}
