import { nhsNumberSystem } from '../nhs-number/nhs-number.ts';
import type { UnderstoodSearch } from './understand-search.ts';

/** Search parameters of Patient; of a list each has to be met. */
export type PatientQuery = Readonly<Record<string, string | readonly string[]>>;

/** FHIR searches that together find what was meant, the surest first; empty if nothing was. */
export function searchQueries(understood: UnderstoodSearch): readonly PatientQuery[] {
  const { words, born, nhsNumber, numbers, otherwise } = understood;
  const identifiers = [
    ...(nhsNumber === undefined ? [] : [nhsNumber.valid ? `${nhsNumberSystem}|${nhsNumber.digits}` : nhsNumber.digits]),
    ...numbers.map(anyCase),
  ];
  if (words.length + identifiers.length === 0 && born === undefined) return [];
  const base = {
    ...(born === undefined ? {} : { birthdate: born }),
    ...(identifiers.length === 0 ? {} : { identifier: identifiers }),
  };
  const queries: PatientQuery[] = [words.length === 0 ? base : { ...base, name: words.map(nameValue) }];
  const inside = words.filter((word) => word.length >= 3);
  if (inside.length > 0) {
    const beginnings = words.filter((word) => word.length < 3).map(nameValue);
    queries.push({
      ...base,
      'name:contains': inside.map(nameValue),
      ...(beginnings.length === 0 ? {} : { name: beginnings }),
    });
  }
  if (otherwise?.born !== undefined) queries.push({ birthdate: otherwise.born });
  if (otherwise?.number !== undefined) queries.push({ identifier: anyCase(otherwise.number) });
  return queries;
}

/** A word as a search value: either apostrophe counts, and the characters that FHIR gives a meaning are escaped. */
function nameValue(word: string): string {
  const value = escapeValue(word);
  return value.includes("'") ? `${value},${value.replaceAll("'", '\u2019')}` : value;
}

function anyCase(number: string): string {
  return [...new Set([number, number.toUpperCase(), number.toLowerCase()])].map(escapeValue).join(',');
}

/** @see https://hl7.org/fhir/R4/search.html#escaping */
function escapeValue(value: string): string {
  return value.replace(/[\\,$|]/g, '\\$&');
}
